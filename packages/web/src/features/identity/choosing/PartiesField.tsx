import { CloseButton, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { DirectoryPicker, type Among, type Party } from './DirectoryPicker.tsx';
import styles from './parties.module.css';

interface PartiesFieldProps {
  label: string;
  description?: ReactNode;
  kinds: 'PEOPLE' | 'GROUPS' | 'BOTH';
  among?: Among;
  error?: ReactNode;
  value: readonly Party[];
  onChange: (parties: Party[]) => void;
}

/** Several people and groups: those chosen, and a search for one more. */
export function PartiesField({ label, description, kinds, among, error, value, onChange }: PartiesFieldProps) {
  // A fresh search after each choice.
  const [round, setRound] = useState(0);
  const add = (party: Party | null) => {
    if (!party) return;
    onChange([...value, party]);
    setRound(round + 1);
  };
  return (
    <Stack gap={6}>
      <DirectoryPicker
        key={round}
        label={label}
        description={description}
        kinds={kinds}
        among={among}
        error={error}
        value={null}
        onChange={add}
        without={value.map(({ id }) => id)}
      />
      {value.length > 0 && (
        <ul className={styles.parties} aria-label={`${label}: chosen`}>
          {value.map((party) => (
            <li key={party.id} className={styles.party}>
              {party.name}
              {party.kind === 'GROUP' && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  group
                </Text>
              )}
              <CloseButton
                size="sm"
                aria-label={`Remove ${party.name}`}
                onClick={() => onChange(value.filter(({ id }) => id !== party.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
