import { NativeSelect, Text } from '@mantine/core';
import { EXAMPLES, type Example } from './examples.ts';

/** Queries to start from. */
export function ExampleList({ chosen, choose }: { chosen: string; choose: (example: Example) => void }) {
  return (
    <div className="explorer-examples">
      <NativeSelect
        aria-label="Example"
        value={chosen}
        data={EXAMPLES.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(event) => {
          const example = EXAMPLES.find(({ name }) => name === event.currentTarget.value);
          if (example) choose(example);
        }}
      />
      <Text size="sm" c="dimmed">
        You see and do here what you may see and do in the dashboard. The schema is at{' '}
        <a href="/schema.graphql" style={{ color: 'var(--mantine-color-anchor)' }}>
          /schema.graphql
        </a>
        .
      </Text>
    </div>
  );
}
