import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { isDuration, parseDuration } from '@gatehouse/schema/rules/duration';
import { useId, useState, type ReactNode } from 'react';

const DAY = 86_400_000;
const HOUR = 3_600_000;

type Unit = 'DAYS' | 'HOURS';

/** An ISO length as a number of the biggest unit that fits. */
function parts(value: string | null): { count: number | null; unit: Unit } {
  if (!value || !isDuration(value)) return { count: null, unit: 'DAYS' };
  const ms = parseDuration(value);
  return ms % DAY === 0 ? { count: ms / DAY, unit: 'DAYS' } : { count: Math.round(ms / HOUR), unit: 'HOURS' };
}

interface DurationFieldProps {
  label: string;
  description?: ReactNode;
  /** ISO 8601 of days or hours, or null. */
  value: string | null;
  onChange: (value: string | null) => void;
  required?: boolean;
  /** What it is a part of, for who hears the field alone. */
  of?: string | undefined;
  error?: ReactNode;
}

/** A length of time in days or hours. */
export function DurationField({ label, description, value, onChange, required = false, of, error }: DurationFieldProps) {
  const id = useId();
  const given = parts(value);
  const [unit, setUnit] = useState<Unit>(given.unit);
  const say = (count: number | null, inUnit: Unit) =>
    onChange(count === null ? null : inUnit === 'DAYS' ? `P${count}D` : `PT${count}H`);
  return (
    <Input.Wrapper label={label} description={description} error={error} required={required} id={id}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          id={id}
          aria-label={of && `${label}, ${of}`}
          min={1}
          max={36_525}
          clampBehavior="strict"
          allowDecimal={false}
          w={110}
          value={given.count ?? ''}
          onChange={(count) => say(typeof count === 'number' && count > 0 ? count : null, unit)}
        />
        <NativeSelect
          aria-label={`${of ? `${label}, ${of}` : label}: unit`}
          w={110}
          value={unit}
          data={[
            { value: 'DAYS', label: 'days' },
            { value: 'HOURS', label: 'hours' },
          ]}
          onChange={(event) => {
            const next: Unit = event.currentTarget.value === 'HOURS' ? 'HOURS' : 'DAYS';
            setUnit(next);
            say(given.count, next);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
