import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';

/** Typing settles for this long before anybody is asked. */
const SETTLE_MS = 250;

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
}

/** A search that asks when the typing pauses. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  // The search that this field knows of: its own last one, or the one it was given.
  const [known, setKnown] = useState(value);
  const [given, setGiven] = useState(value);
  if (value !== given) {
    setGiven(value);
    setKnown(value);
    // A link or a button changed it, not the typing.
    if (value !== known) setTyped(value ?? '');
  }
  const search = useEffectEvent((text: string | undefined) => {
    setKnown(text);
    onSearch(text);
  });
  useEffect(() => {
    if (typed.trim() === (value ?? '')) return;
    const here = window.location.pathname;
    const timer = setTimeout(() => {
      // Who has followed a link meanwhile, to a page that is still being fetched, is not called back.
      if (window.location.pathname === here) search(typed.trim() || undefined);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={typed ? <CloseButton aria-label="Clear the search" size="sm" onClick={() => setTyped('')} /> : null}
    />
  );
}
