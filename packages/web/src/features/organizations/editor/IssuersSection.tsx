import { Button, Fieldset, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { newIssuer, type Change, type IssuerDraft, type OrganizationDraft } from './draft.ts';
import styles from './editor.module.css';

interface IssuersSectionProps {
  draft: OrganizationDraft;
  change: Change;
  /** What is missing or was refused at a field. */
  at: (field: string) => string | undefined;
}

/** Where its people sign in, for the domains that say so. */
export function IssuersSection({ draft: { issuers, domains }, change, at }: IssuersSectionProps) {
  const set = (key: string, part: Partial<IssuerDraft>) =>
    change({ issuers: issuers.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const remove = (key: string) =>
    change({
      issuers: issuers.filter((one) => one.key !== key),
      domains: domains.map((one) => (one.issuer === key ? { ...one, issuer: null } : one)),
    });
  return (
    <Section title="Where its people sign in">
      <Stack>
        <Text size="sm" c="dimmed">
          {issuers.length === 0
            ? 'Without an issuer its people prove their mail address by a code. With one, they sign in by OpenID Connect where their organization does.'
            : 'An issuer vouches only for the domains that name it above; people of these get in by no code.'}
        </Text>
        {issuers.map((row, index) => (
          <IssuerFields
            key={row.key}
            title={`Issuer ${index + 1}`}
            issuer={row}
            set={(part) => set(row.key, part)}
            remove={() => remove(row.key)}
            at={(field) => at(`issuer:${row.key}.${field}`)}
          />
        ))}
        <Button
          variant="default"
          size="sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => change({ issuers: [...issuers, newIssuer()] })}
        >
          Add an issuer
        </Button>
      </Stack>
    </Section>
  );
}

interface IssuerFieldsProps {
  title: string;
  issuer: IssuerDraft;
  set: (part: Partial<IssuerDraft>) => void;
  remove: () => void;
  at: (field: keyof IssuerDraft) => string | undefined;
}

function IssuerFields({ title, issuer, set, remove, at }: IssuerFieldsProps) {
  const text = (field: 'issuer' | 'clientId' | 'tenantClaim' | 'tenantValue') => ({
    autoCapitalize: 'none',
    spellCheck: false,
    value: issuer[field],
    error: at(field),
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={title}>
      <Stack>
        <TextInput
          {...text('issuer')}
          label="Address"
          description="As its tokens name it, to the letter."
          placeholder="https://login.northwind.example/"
          required
          inputMode="url"
        />
        <div className={styles.pair}>
          <TextInput
            {...text('clientId')}
            label="Client id"
            description="As whom Gatehouse is known there."
            required
            maxLength={200}
          />
          <PasswordInput
            label="Client secret"
            description={
              issuer.kept ? 'Nobody reads it back; empty: as it was.' : 'Empty where it needs none. Nobody reads it back.'
            }
            autoComplete="new-password"
            value={issuer.clientSecret}
            error={at('clientSecret')}
            onChange={(event) => set({ clientSecret: event.currentTarget.value })}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            {...text('tenantClaim')}
            label="Claim of the tenant"
            description="Where several organizations share the issuer: the claim that says whose a token is, such as “tid” or “hd”."
            maxLength={200}
          />
          <TextInput
            {...text('tenantValue')}
            label="Its value"
            description="What that claim says for this organization."
            maxLength={200}
          />
        </div>
        <Button variant="default" size="sm" style={{ alignSelf: 'flex-start' }} onClick={remove}>
          Remove {title.toLowerCase()}
        </Button>
      </Stack>
    </Fieldset>
  );
}
