import { Button, CloseButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { newDomain, type Change, type DomainDraft, type OrganizationDraft } from './draft.ts';
import styles from './editor.module.css';
import type { useAdmission } from './use-admission.ts';

interface DomainsSectionProps {
  draft: OrganizationDraft;
  change: Change;
  admission: ReturnType<typeof useAdmission>;
  /** What was refused at a field. */
  at: (field: string) => string | undefined;
}

/** By which mail domains its people are known; beside each, whom it would bring. */
export function DomainsSection({ draft, change, admission, at }: DomainsSectionProps) {
  const { domains, issuers } = draft;
  const set = (key: string, part: Partial<DomainDraft>) =>
    change({ domains: domains.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <Section title="Mail domains">
      <Stack>
        <Text size="sm" c="dimmed">
          Its people are known by the domain of their mail address. A sub-domain is a domain of its own: name
          “sales.northwind.example” beside “northwind.example” if its people belong here too.
        </Text>
        {domains.map((row, index) => {
          const name = `Domain ${index + 1}`;
          const brings = admission.byRow.get(row.key);
          const problem = at(`domain:${row.key}`) ?? brings?.problem ?? undefined;
          return (
            <Group key={row.key} gap="xs" align="flex-start" wrap="nowrap">
              <div className={styles.pair}>
                <TextInput
                  label={name}
                  placeholder="northwind.example"
                  maxLength={253}
                  autoCapitalize="none"
                  spellCheck={false}
                  value={row.domain}
                  error={row.domain.trim() ? problem : at(`domain:${row.key}`)}
                  description={!problem && row.domain.trim() ? inWords(brings) : undefined}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  onChange={(event) => set(row.key, { domain: event.currentTarget.value })}
                />
                <NativeSelect
                  label="How its people sign in"
                  aria-label={`${name}: how its people sign in`}
                  value={row.issuer ?? ''}
                  data={[
                    { value: '', label: 'A code by mail' },
                    ...issuers.map(({ key, issuer }, at) => ({ value: key, label: issuer.trim() || `Issuer ${at + 1}` })),
                  ]}
                  onChange={(event) => set(row.key, { issuer: event.currentTarget.value || null })}
                />
              </div>
              <CloseButton
                mt={26}
                aria-label={`Remove ${row.domain.trim() || name}`}
                onClick={() => change({ domains: domains.filter(({ key }) => key !== row.key) })}
              />
            </Group>
          );
        })}
        <Button
          variant="default"
          size="sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => change({ domains: [...domains, newDomain()] })}
        >
          Add a domain
        </Button>
      </Stack>
    </Section>
  );
}

function inWords(brings: { known: number; joining: number; shutOut: boolean } | undefined): string | undefined {
  if (!brings) return undefined;
  const { known, joining, shutOut } = brings;
  if (shutOut) return 'A domain rule shuts its people out, whatever stands here.';
  if (known === 0) return 'Nobody with such an address is known here yet.';
  const people = `${known} ${known === 1 ? 'person' : 'people'} with such an address ${known === 1 ? 'is' : 'are'} known here`;
  return joining === 0 ? `${people}; nobody new would join.` : `${people}; ${joining} would join.`;
}
