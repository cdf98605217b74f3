import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import type { AuditSearch } from './audit-filter.ts';

type Saved = Record<string, AuditSearch>;

function read(key: string): Saved {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Saved;
  } catch {
    return {};
  }
}

/** Filters under a name, kept in this browser for this person; the address of the page is the same filter for everybody else. */
export function SavedFilters({ now, apply }: { now: AuditSearch; apply: (search: AuditSearch) => void }) {
  const key = `gatehouse:audit-filters:${useViewer().user.id}`;
  const [saved, setSaved] = useState(() => read(key));
  const [name, setName] = useState('');
  const keep = (next: Saved) => {
    localStorage.setItem(key, JSON.stringify(next));
    setSaved(next);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) keep({ ...saved, [name.trim()]: now });
    setName('');
  };
  const current = Object.keys(saved).find((one) => JSON.stringify(saved[one]) === JSON.stringify(now));
  return (
    <>
      {Object.keys(saved).length > 0 && (
        <NativeSelect
          label="Saved filters"
          value={current ?? ''}
          data={[{ value: '', label: 'None' }, ...Object.keys(saved)]}
          onChange={(event) => apply(saved[event.currentTarget.value] ?? {})}
        />
      )}
      {current ? (
        <Button
          variant="default"
          onClick={() => keep(Object.fromEntries(Object.entries(saved).filter(([one]) => one !== current)))}
        >
          Forget “{current}”
        </Button>
      ) : (
        Object.values(now).some((part) => part !== undefined) && (
          <form onSubmit={save}>
            <TextInput
              label="Save filters as"
              placeholder="Name, then Enter"
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </form>
        )
      )}
    </>
  );
}
