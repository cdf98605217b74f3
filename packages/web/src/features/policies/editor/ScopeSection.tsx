import { NativeSelect, Stack } from '@mantine/core';
import type { PolicyScope } from '@gatehouse/schema/rules/vocabulary';
import { Section } from '../../../ui/frame/page.tsx';
import { choices, policyScopes } from '../../../ui/words/words.ts';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import type { Change, PolicyDraft } from './draft.ts';

/** For whom a policy is. */
export function ScopeSection({ draft, change }: { draft: PolicyDraft; change: Change }) {
  return (
    <Section title="For whom">
      <Stack>
        <NativeSelect
          label="Who may have it under this policy"
          value={draft.scope}
          data={choices(policyScopes)}
          onChange={(event) => change({ scope: event.currentTarget.value as PolicyScope })}
        />
        {draft.scope === 'SPECIFIC_USERS_AND_GROUPS' && (
          <PartiesField
            label="People and groups"
            kinds="BOTH"
            value={draft.scopeParties}
            onChange={(scopeParties) => change({ scopeParties })}
          />
        )}
      </Stack>
    </Section>
  );
}
