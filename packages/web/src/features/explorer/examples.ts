/** A query to start from. Its first line, a comment, is its title; a comment `# variables: {…}` holds its variables. */
export interface Example {
  name: string;
  title: string;
  query: string;
  variables?: string;
}

const FILES = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });

function example(path: string, query: string): Example {
  const name = /([^/]+)\.graphql$/.exec(path)?.[1] ?? path;
  const title = /^#\s*(.+)$/m.exec(query)?.[1] ?? name;
  const variables = /^#\s*variables:\s*(.+)$/m.exec(query)?.[1];
  return { name, title, query, ...(variables ? { variables } : {}) };
}

/** The stored examples, by file name. The tests run each against the demo. */
export const EXAMPLES: readonly Example[] = Object.entries(FILES)
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([path, query]) => example(path, query));
