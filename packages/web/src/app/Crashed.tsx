import { Button, Code, Group } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';

/** Shown instead of a page that broke. The rest of the dashboard goes on. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const message = error instanceof Error ? error.message : String(error);
  const chunk = /dynamically imported module|module script|Failed to fetch/i.test(message);
  return (
    <div role="alert" style={{ maxWidth: '36rem', margin: '12vh auto', padding: '1rem' }}>
      <h1>{chunk ? 'This page could not be loaded' : 'This page broke'}</h1>
      <p>
        {chunk
          ? 'The connection may be gone, or Gatehouse was updated while you were here. Loading again helps in both cases.'
          : 'That is a fault in Gatehouse, not something you did. Nothing you saved is lost.'}
      </p>
      {!chunk && <Code block>{message}</Code>}
      <Group mt="md">
        <Button onClick={() => (chunk ? location.reload() : reset())}>{chunk ? 'Load again' : 'Try again'}</Button>
        <Button variant="default" component="a" href="/">
          Go to the start page
        </Button>
      </Group>
    </div>
  );
}
