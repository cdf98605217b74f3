import { ScrollArea } from '@mantine/core';

/** An access that something is about to happen to. */
export interface AccessInQuestion {
  id: string;
  expiresAt: string | null;
  target: { name: string };
  accessPackage: { name: string };
}

/** Whose access it is about, so that nobody confirms a number alone. */
export function PeopleInQuestion({ assignments }: { assignments: readonly AccessInQuestion[] }) {
  return (
    <ScrollArea.Autosize mah="12rem" type="auto" tabIndex={0} aria-label="Whose access">
      <ul style={{ margin: 0, paddingInlineStart: '1.2rem' }}>
        {assignments.map(({ id, target, accessPackage }) => (
          <li key={id}>
            {target.name}: {accessPackage.name}
          </li>
        ))}
      </ul>
    </ScrollArea.Autosize>
  );
}
