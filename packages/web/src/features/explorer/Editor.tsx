import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { useMemo } from 'react';
import type { Example } from './examples.ts';

/** GraphiQL with its editor, several times as big as all the rest of the dashboard: loaded when the page around it stands. */
export function Editor({ example }: { example: Example }) {
  const scheme = useComputedColorScheme('light');
  const fetcher = useMemo(
    () =>
      createGraphiQLFetcher({
        url: '/graphql',
        wsClient: createClient({
          url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
          lazy: true,
        }),
      }),
    [],
  );
  return (
    <GraphiQL
      key={example.name}
      fetcher={fetcher}
      initialQuery={example.query}
      initialVariables={example.variables}
      forcedTheme={scheme}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      storage={memory()}
    />
  );
}

/** What somebody typed is forgotten with the page: it may hold other people's data. */
function memory(): {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
  clear: () => void;
  length: number;
} {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
}
