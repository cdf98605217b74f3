import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import { POLICY_SCOPES } from '@gatehouse/schema/rules/policy-scopes';
import type { PolicyScope } from '@gatehouse/schema/rules/vocabulary';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Section, TextLink } from '../../../ui/frame/page.tsx';
import { choices, policyScopes } from '../../../ui/words/words.ts';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import type { Change, PolicyDraft } from './draft.ts';
import { OrganizationsField } from './OrganizationsField.tsx';

/** What is not plain from the name of a scope. */
const ABOUT: Partial<Record<PolicyScope, string>> = {
  SPECIFIC_ORGANIZATIONS:
    'Guests of these organizations, and their people who have no account yet: they get one when their access is delivered.',
  ALL_CONFIGURED_ORGANIZATIONS:
    'People of every organization that an administrator configured, also of those that are connected later. Proposed ones are not meant.',
  ALL_EXTERNAL:
    'Anybody in the world who proves a mail address, unless a domain rule shuts them out. Whoever is approved brings their organization in as a proposed one.',
  ALL_USERS: 'Members, and guests who have an account already.',
};

interface ScopeSectionProps {
  draft: PolicyDraft;
  change: Change;
  /** The catalog of the package. */
  catalog: { id: string; name: string; externallyVisible: boolean };
}

/** For whom a policy is. */
export function ScopeSection({ draft, change, catalog }: ScopeSectionProps) {
  const closed = POLICY_SCOPES[draft.scope].external && !catalog.externallyVisible;
  return (
    <Section title="For whom">
      <Stack>
        <NativeSelect
          label="Who may have it under this policy"
          description={ABOUT[draft.scope]}
          inputWrapperOrder={['label', 'input', 'description']}
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
        {draft.scope === 'SPECIFIC_ORGANIZATIONS' && (
          <OrganizationsField
            value={draft.scopeOrganizations}
            onChange={(scopeOrganizations) => change({ scopeOrganizations })}
          />
        )}
        {closed && (
          <Alert color="gate" variant="light" icon={<IconAlertTriangle />} title="Nobody from outside gets it yet">
            <Text size="sm">
              The catalog{' '}
              <TextLink to="/admin/catalogs/$catalogId" params={{ catalogId: catalog.id }} target="_blank">
                {catalog.name}
              </TextLink>{' '}
              is not open to outsiders: an owner of it has to open it first.
            </Text>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
