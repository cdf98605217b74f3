import type { ReactNode } from 'react';
import { DirectoryPicker } from './DirectoryPicker.tsx';

export interface Picked {
  id: string;
  name: string;
}

interface PersonPickerProps {
  label: string;
  description?: ReactNode;
  value: Picked | null;
  onChange: (person: Picked | null) => void;
  error?: ReactNode;
  required?: boolean;
  /** People who are no choice here. */
  without?: readonly string[];
}

/** Finds one person of the directory. */
export function PersonPicker({ value, ...rest }: PersonPickerProps) {
  return <DirectoryPicker {...rest} kinds="PEOPLE" value={value && { kind: 'USER', ...value }} />;
}
