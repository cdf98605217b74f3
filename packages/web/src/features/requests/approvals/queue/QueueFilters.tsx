import { NativeSelect } from '@mantine/core';
import { FilterBar, WordFilter } from '../../../../ui/lists/FilterBar.tsx';
import { SearchField } from '../../../../ui/lists/search-field.tsx';
import { DUE_WORDS, DUES, type Sought } from './queue-filter.ts';
import type { QueueRow } from './queue-state.ts';

interface QueueFiltersProps {
  sought: Sought & { group?: 'package' | undefined };
  narrow: (part: QueueFiltersProps['sought']) => void;
  rows: readonly QueueRow[];
  /** Somebody is about to choose a package: all of them are to be known. */
  readAll: () => void;
}

/** What narrows the queue, and how it is put together. */
export function QueueFilters({ sought, narrow, rows, readAll }: QueueFiltersProps) {
  return (
    <FilterBar dense>
      <SearchField label="Person or package" value={sought.q} onSearch={(q) => narrow({ q })} />
      <NativeSelect
        label="Package"
        value={sought.package ?? ''}
        data={[{ value: '', label: 'All packages' }, ...packagesOf(rows, sought.package)]}
        onFocus={readAll}
        onChange={(event) => narrow({ package: event.currentTarget.value || undefined })}
      />
      <WordFilter
        label="Urgency"
        any="All"
        value={sought.due}
        choices={DUES.map((value) => ({ value, label: DUE_WORDS[value] }))}
        onChange={(due) => narrow({ due })}
      />
      <WordFilter
        label="Order"
        any="The oldest first"
        value={sought.group}
        choices={[{ value: 'package', label: 'By package' }]}
        onChange={(group) => narrow({ group })}
      />
    </FilterBar>
  );
}

function packagesOf(rows: readonly QueueRow[], chosen: string | undefined) {
  const names = new Map(rows.map(({ item }) => [item.request.accessPackage.id, item.request.accessPackage.name]));
  if (chosen && !names.has(chosen)) names.set(chosen, 'The chosen package');
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}
