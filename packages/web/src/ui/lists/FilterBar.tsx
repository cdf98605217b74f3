import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

/** What narrows a list, side by side where there is room; `dense`: on a phone too. */
export function FilterBar({ dense = false, children }: { dense?: boolean; children: ReactNode }) {
  return (
    <search className={styles.bar} data-dense={dense || undefined} aria-label="Filters">
      {children}
    </search>
  );
}

interface WordFilterProps<Word extends string> {
  label: string;
  value: Word | undefined;
  /** What "no filter" is called. */
  any: string;
  choices: readonly { value: Word; label: string }[];
  onChange: (value: Word | undefined) => void;
}

/** Narrows a list to one word. */
export function WordFilter<Word extends string>({ label, value, any, choices, onChange }: WordFilterProps<Word>) {
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      data={[{ value: '', label: any }, ...choices]}
      onChange={(event) => onChange(choices.find((choice) => choice.value === event.currentTarget.value)?.value)}
    />
  );
}
