import { Checkbox, CloseButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import styles from '../../../ui/lists/row-list.module.css';
import { OrganizationPicker } from '../../organizations/choosing/OrganizationPicker.tsx';
import type { ScopeOrganization } from './draft.ts';

interface OrganizationsFieldProps {
  value: readonly ScopeOrganization[];
  onChange: (organizations: ScopeOrganization[]) => void;
}

/** Organizations of which a policy is for the people: all of them, or those of some of its domains. */
export function OrganizationsField({ value, onChange }: OrganizationsFieldProps) {
  // A fresh search after each choice.
  const [round, setRound] = useState(0);
  const set = (id: string, only: ScopeOrganization['only']) =>
    onChange(value.map((one) => (one.id === id ? { ...one, only } : one)));
  return (
    <Stack gap="sm">
      <OrganizationPicker
        key={round}
        label="Organizations"
        description="Configured ones; a proposed one counts once it is confirmed."
        value={null}
        without={value.map(({ id }) => id)}
        onChange={(picked) => {
          if (!picked) return;
          onChange([...value, { ...picked, only: null }]);
          setRound(round + 1);
        }}
      />
      {value.length > 0 && (
        <ul className={styles.list} aria-label="Organizations: chosen">
          {value.map((organization) => (
            <li key={organization.id} className={styles.row}>
              <div className={styles.words}>
                <Text fw={600}>{organization.name}</Text>
                <Domains organization={organization} set={(only) => set(organization.id, only)} />
              </div>
              <CloseButton
                aria-label={`Remove ${organization.name}`}
                onClick={() => onChange(value.filter(({ id }) => id !== organization.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

interface DomainsProps {
  organization: ScopeOrganization;
  set: (only: ScopeOrganization['only']) => void;
}

function Domains({ organization: { name, domains, only }, set }: DomainsProps) {
  // One that the policy names and the organization has no more stands here too, so that it can be taken out.
  const all = [...new Set([...domains, ...(only ?? [])])];
  return (
    <Stack gap={6} mt={6}>
      <Checkbox
        label={`All its domains${all.length > 0 ? `: ${all.join(', ')}` : ''}`}
        aria-label={`${name}: all its domains`}
        checked={only === null}
        onChange={(event) => set(event.currentTarget.checked ? null : all)}
      />
      {only !== null && (
        // The last one stays: of no domain would be nobody.
        <Checkbox.Group
          aria-label={`${name}: only these domains`}
          value={[...only]}
          onChange={(next) => next.length > 0 && set(next)}
        >
          <Group gap="md" ml="lg">
            {all.map((domain) => (
              <Checkbox key={domain} value={domain} label={domain} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
