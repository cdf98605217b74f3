import { Button, CloseButton, Group, Input, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { DurationField } from '../../../ui/forms/duration-field.tsx';

interface DurationsFieldProps {
  label: string;
  description?: ReactNode;
  /** What it is a part of, for who hears the field alone. */
  of?: string | undefined;
  value: readonly string[];
  onChange: (durations: string[]) => void;
}

/** Several lengths of time. */
export function DurationsField({ label, description, of, value, onChange }: DurationsFieldProps) {
  const whole = of ? `${label}, ${of}` : label;
  return (
    <Input.Wrapper labelElement="div" label={label} description={description}>
      <Stack gap="xs" mt={6}>
        {value.map((duration, index) => (
          // A length has no name of its own: its place is what it is.
          <Group key={index} gap="xs" align="flex-end">
            <DurationField
              of={of}
              label={`${label}, ${index + 1}`}
              value={duration}
              onChange={(next) => onChange(value.map((one, at) => (at === index ? (next ?? 'P1D') : one)))}
            />
            <CloseButton
              aria-label={`Remove ${whole}, ${index + 1}`}
              size={36}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </Group>
        ))}
        <Button variant="default" size="xs" style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...value, 'P1D'])}>
          Add<span className="sr-only"> to: {whole}</span>
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
