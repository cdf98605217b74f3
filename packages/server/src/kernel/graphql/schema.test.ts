import {
  getNamedType,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLType,
} from 'graphql';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emitSchema } from './emit.ts';
import { gatehouseSchema } from '../../app/gatehouse-schema.ts';

const SCHEMA_FILE = new URL('../../../../schema/schema.graphql', import.meta.url);

/** Everything in a type that has no description, by its path. */
function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  if (isEnumType(type))
    return [...missing, ...type.getValues().flatMap((one) => (one.description ? [] : [`${type.name}.${one.name}`]))];
  if (isInputObjectType(type))
    return [
      ...missing,
      ...Object.values(type.getFields()).flatMap((one) => (one.description ? [] : [`${type.name}.${one.name}`])),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return missing;
  const fields = Object.values(type.getFields()).flatMap((field) => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...field.args.flatMap((one) => (one.description ? [] : [`${type.name}.${field.name}(${one.name})`])),
  ]);
  return [...missing, ...fields];
}

/** Ids that are no ids of ours: what a target calls its own. */
const FOREIGN = ['externalId', 'clientId'];

/** Everything in a type that is called an id and is a text, by its path. */
function untypedIds(type: GraphQLNamedType): string[] {
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  const own = Object.values(type.getFields()).flatMap((field) => [field, ...('args' in field ? field.args : [])]);
  const ids = own.filter(({ name }) => /^id$|Ids?$/.test(name) && !FOREIGN.includes(name));
  return ids
    .filter(({ type: is }) => getNamedType(is as GraphQLType) === GraphQLString)
    .map(({ name }) => `${type.name}.${name}`);
}

describe('the schema', () => {
  const schema = gatehouseSchema();
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

  it('is committed as it is (after a change: npm run -s cli -- schema emit)', async () => {
    expect(emitSchema(schema)).toBe(await readFile(SCHEMA_FILE, 'utf8'));
  });

  it('says of everything what it is', () => {
    expect(types.flatMap(undescribed)).toEqual([]);
  });

  it('has the type of ids for all that is one', () => {
    expect(types.flatMap(untypedIds)).toEqual([]);
  });

  it('finds what is not described', () => {
    const bare = Object.assign(Object.create(Object.getPrototypeOf(types[0]!) as object), types[0], {
      description: undefined,
    }) as GraphQLNamedType;
    expect(undescribed(bare)).toContain(bare.name);
  });
});
