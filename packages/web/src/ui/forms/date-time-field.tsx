import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** `2026-11-21T09:14` in local time, as the browser's own picker speaks. */
function toLocal(iso: string | null): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface DateTimeFieldProps {
  label: string;
  description?: ReactNode;
  /** An ISO instant, or null. */
  value: string | null;
  onChange: (iso: string | null) => void;
  min?: string | null | undefined;
  max?: string | null | undefined;
  error?: ReactNode;
  required?: boolean;
}

/** A date and time with the browser's own picker: it works with keyboard, thumb and screen reader. */
export function DateTimeField({ value, onChange, min, max, ...rest }: DateTimeFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      maw={280}
      value={toLocal(value)}
      min={toLocal(min ?? null) || undefined}
      max={toLocal(max ?? null) || undefined}
      onChange={(event) => onChange(event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null)}
      {...rest}
    />
  );
}
