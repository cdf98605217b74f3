import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explorer.css';
import { useComputedColorScheme } from '@mantine/core';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { useMemo, useState } from 'react';
import { useTabTitle } from '../../ui/tab-title.ts';
import { EXAMPLES } from './examples.ts';
import { ExampleList } from './ExampleList.tsx';

/** GraphiQL, served by Gatehouse itself and signed in as whoever looks. */
export function ExplorerPage() {
  useTabTitle('API explorer');
  const scheme = useComputedColorScheme('light');
  const [chosen, setChosen] = useState(EXAMPLES[0]!);
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
    <div className="explorer">
      <h1 className="sr-only" tabIndex={-1}>
        API explorer
      </h1>
      <ExampleList chosen={chosen.name} choose={setChosen} />
      <div className="explorer-editor">
        <GraphiQL
          key={chosen.name}
          fetcher={fetcher}
          initialQuery={chosen.query}
          initialVariables={chosen.variables}
          forcedTheme={scheme}
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          storage={memory()}
        />
      </div>
    </div>
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
