import { Checkbox, Paper, ScrollArea, Stack, Text } from '@mantine/core';
import type { Terms } from './terms.ts';

interface TermsFieldsProps {
  terms: readonly Terms[];
  accepted: readonly string[];
  error: string | undefined;
  onChange: (accepted: string[]) => void;
}

/** What has to be read and accepted, each with its box. */
export function TermsFields({ terms, accepted, error, onChange }: TermsFieldsProps) {
  return (
    <Stack>
      {terms.map(({ id, text }) => (
        <Stack key={id} gap="xs">
          <Paper withBorder p="sm">
            {/* Whoever uses a keyboard scrolls it too. */}
            <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'How your data is used' }}>
              <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                {text}
              </Text>
            </ScrollArea.Autosize>
          </Paper>
          <Checkbox
            label="I have read this and accept it"
            checked={accepted.includes(id)}
            error={error}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...accepted, id] : accepted.filter((other) => other !== id))
            }
          />
        </Stack>
      ))}
    </Stack>
  );
}
