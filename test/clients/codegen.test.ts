/** graphql-codegen's client preset, every scalar typed: what it makes of the examples of the explorer is checked by the compiler. */
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { SCHEMA_FILE } from '@gatehouse/server/app/commands/schema';
import { buildSchema, parse } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compile } from './compile.ts';

const EXAMPLES = new URL('../../packages/web/src/features/explorer/examples/', import.meta.url);

const SCALARS = { DateTime: 'string', Duration: 'string', EmailAddress: 'string', URL: 'string', JSON: 'unknown' };
/** What an application does with what was made: dates are texts, choices are their words, what may be absent may be null. */
const USE = `
import { type ResultOf } from '@graphql-typed-document-node/core';
import { graphql } from './made';
import { MyAccessDocument } from './made/graphql';

type Row = NonNullable<NonNullable<ResultOf<typeof MyAccessDocument>['assignments']>['nodes'][number]>;
export const endOf = ({ expiresAt }: Row): string | null | undefined => expiresAt;
export const isOver = ({ state }: Row): boolean => state === 'EXPIRED';
// @ts-expect-error -- a date comes as a text
export const milliseconds = ({ expiresAt }: Row): number => expiresAt!;
// @ts-expect-error -- there is no such state
export const isNothing = ({ state }: Row): boolean => state === 'NOTHING';
// @ts-expect-error -- a document that nothing was made of
graphql('query Another { viewer { tokenScope } }').kind;
`;

/** What the preset makes with these types of scalars, by the names of the files. @throws Error with what it has against them */
async function generate(scalars: Record<string, string>): Promise<Record<string, string>> {
  const sdl = readFileSync(SCHEMA_FILE, 'utf8');
  const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.graphql'));
  const documents = names.map((location) => {
    const rawSDL = readFileSync(new URL(location, EXAMPLES), 'utf8');
    return { location, rawSDL, document: parse(rawSDL) };
  });
  const parts = await preset.buildGeneratesSection({
    baseOutputDir: 'made/',
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents,
    config: { strictScalars: true, scalars, useTypeImports: true },
    presetConfig: {},
    plugins: [],
    pluginMap: {},
  });
  const files: Record<string, string> = {};
  for (const part of parts) files[part.filename] = await codegen(part);
  return files;
}

it('types every scalar, and the compiler agrees with what is done with it', async () => {
  const made = await generate(SCALARS);
  expect(Object.keys(made)).toContain('made/graphql.ts');
  expect(await compile({ ...made, 'use.ts': USE })).toBe('');
});

it('says which scalar has no type', async () => {
  const { Duration: _left, ...others } = SCALARS;
  await expect(generate(others)).rejects.toThrow('Duration');
});
