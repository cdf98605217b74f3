/** What docs/clients.md shows is compiled, and the operations in it hold against the schema. */
import { SCHEMA_FILE } from '@gatehouse/server/app/commands/schema';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compile } from './compile.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/clients.md', import.meta.url)), 'utf8');
const snippets = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text]) => text!);

it('compiles', async () => {
  expect(snippets.length).toBeGreaterThan(5);
  expect(await compile(Object.fromEntries(snippets.map((text, at) => [`snippet-${at + 1}.ts`, text])))).toBe('');
});

it('asks for what there is', () => {
  const schema = buildSchema(readFileSync(SCHEMA_FILE, 'utf8'));
  const operations = snippets.flatMap((text) => [...text.matchAll(/'((?:query|mutation|subscription) .*)'/g)]);
  expect(operations.length).toBeGreaterThan(1);
  for (const [, operation] of operations) expect(validate(schema, parse(operation!)), operation).toEqual([]);
});
