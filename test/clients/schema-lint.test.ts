/** The rules that graphql-eslint recommends for a schema, and those of Relay, over the schema's text as it is committed. */
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { SCHEMA_FILE } from '@gatehouse/server/app/commands/schema';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { newId } from '@gatehouse/schema/shared/ids';
import { Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isObjectType, Kind, parse } from 'graphql';

/** How each rule differs from its preset, and why. */
const DIFFERENT = {
  // Values, pages, payloads and events have no identity, and the rule cannot tell them from what has one. That nothing else
  // takes the name `id` is checked below.
  '@graphql-eslint/strict-id-in-types': 'off',
  // `nodes` stands beside `edges`, and a short list that is never paged is a plain list.
  '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
} as const;

/** Single types and fields that are right all the same. */
const RIGHT: Readonly<Record<string, string>> = {
  'Viewer.viewerCan': 'the name that abilities have on every type',
  'Decision.decision': 'the name that it has where it is given and where it is refused',
  'Group.groups': 'the name that the groups somebody is in have on people too',
  GroupMemberEdge: 'a membership is nothing that is asked for by itself',
  MailMessageEdge: 'mails are read in the demo alone, and as a list',
};

const text = readFileSync(SCHEMA_FILE, 'utf8');

/** What stands in which line, as `Type` or `Type.field`. */
function namesByLine(sdl: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    names.set(type.name.loc!.startToken.line, type.name.value);
    for (const field of type.fields ?? []) names.set(field.name.loc!.startToken.line, `${type.name.value}.${field.name.value}`);
  }
  return names;
}

/** What the presets have against a schema. */
function faultsIn(sdl: string): string[] {
  const presets = ['flat/schema-recommended', 'flat/schema-relay'] as const;
  const rules = Object.assign({}, ...presets.map((name) => graphqlPlugin.configs[name].rules), DIFFERENT);
  const config: Linter.Config = {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphqlPlugin as never },
    languageOptions: { parser: graphqlPlugin.parser as never, parserOptions: { graphQLConfig: { schema: sdl } } },
    rules,
  };
  const names = namesByLine(sdl);
  return new Linter()
    .verify(sdl, [config], { filename: 'schema.graphql' })
    .filter(({ line }) => !((names.get(line) ?? '') in RIGHT))
    .map(({ ruleId, line, message }) => `${names.get(line) ?? line}: ${ruleId ?? 'parser'}: ${message}`);
}

it('finds nothing in the schema', () => expect(faultsIn(text)).toEqual([]));

it('would find what is wrong', () => {
  const sdl = `"All." type Query { "Things." things(first: Int): ThingConnection }
    "A page." type ThingConnection { edges: [Thing!]! }
    "A thing." type Thing { id: ID! thingName: String }
    "Not used." type unused_type { id: ID! }`;
  const rules = faultsIn(sdl).map((fault) => /@graphql-eslint\/([\w-]+)/.exec(fault)?.[1]);
  expect(rules).toEqual(
    expect.arrayContaining([
      'naming-convention',
      'no-unreachable-types',
      'no-typename-prefix',
      'relay-connection-types',
      'relay-arguments',
    ]),
  );
});

it('gives an id to one object of one type alone: Relay keeps objects by nothing else', () => {
  const types = Object.values(gatehouseSchema().getTypeMap()).filter((type) => isObjectType(type) && 'id' in type.getFields());
  expect(types.length).toBeGreaterThan(30);
  // Only what has a prefix of its own has ids of its own.
  for (const { name } of types) expect(() => newId({ name }), name).not.toThrow();
});
