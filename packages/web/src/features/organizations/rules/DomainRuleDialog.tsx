import { Alert, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { DomainRuleKind } from '@gatehouse/schema/rules/vocabulary';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { useMissing } from '../../../ui/forms/use-missing.ts';
import { choices, domainRuleKinds } from '../../../ui/words/words.ts';
import type { DomainRule } from './DomainRulesView.tsx';

const SetRule = graphql(
  `
    mutation SetDomainRule($input: SetDomainRuleInput!) {
      setDomainRule(input: $input) {
        domainRule {
          id
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

interface DomainRuleDialogProps {
  /** Null: a new one. */
  rule: DomainRule | null;
  /** Is no domain let in by a rule yet, so that all are? */
  firstToLetIn: boolean;
  close: () => void;
  done: () => void;
}

/** Says of a mail domain whether its people are let in. */
export function DomainRuleDialog({ rule, firstToLetIn, close, done }: DomainRuleDialogProps) {
  const [domain, setDomain] = useState(rule?.domain ?? '');
  const [kind, setKind] = useState<DomainRuleKind>(rule?.kind ?? 'BLOCK');
  const [withSubdomains, setWithSubdomains] = useState(rule?.withSubdomains ?? true);
  const [reason, setReason] = useState(rule?.reason ?? '');
  const missing = useMissing({ domain: domain.trim() === '' && 'A domain is needed.' });
  const set = useAction(SetRule);
  const atDomain = set.errors.filter(({ path }) => path?.[0] === 'domain');
  const submit = async () => {
    if (!missing.complete()) return;
    const input = { domain: domain.trim(), kind, withSubdomains, reason: reason.trim() || null, idempotencyKey: intentKey() };
    const result = await set.run({ input });
    if (!result?.ok) return;
    close();
    done();
  };
  return (
    <FormDialog
      opened
      close={close}
      title={rule ? `Change the rule about ${rule.domain}` : 'New domain rule'}
      confirm={rule ? 'Save' : 'Create'}
      busy={set.busy}
      errors={set.errors.filter((error) => !atDomain.includes(error))}
      submit={submit}
    >
      <TextInput
        label="Domain"
        description="A rule that there is about it already is replaced."
        placeholder="northwind.example"
        required
        data-autofocus
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        disabled={rule !== null}
        error={missing.at('domain') ?? atDomain[0]?.message}
        value={domain}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
      <NativeSelect
        label="Its people are"
        value={kind}
        data={choices(domainRuleKinds)}
        onChange={(event) => setKind(event.currentTarget.value as DomainRuleKind)}
      />
      {kind === 'ALLOW' && firstToLetIn && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          icon={<IconAlertTriangle />}
          title="From then on only this domain is let in"
        >
          No domain is let in by a rule yet, so all are. With the first such rule, people of every other domain can be given
          nothing new, those of connected organizations too, until you let in their domains as well.
        </Alert>
      )}
      <Switch
        label="Its sub-domains too"
        description="Such as “sales.northwind.example” for “northwind.example”."
        checked={withSubdomains}
        onChange={(event) => setWithSubdomains(event.currentTarget.checked)}
      />
      <Textarea
        label="Why"
        autosize
        minRows={2}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
