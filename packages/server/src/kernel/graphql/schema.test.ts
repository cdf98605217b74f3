import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
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

describe('the schema', () => {
  const schema = gatehouseSchema();
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

  it('is committed as it is (after a change: npm run -s cli -- schema emit)', async () => {
    expect(emitSchema(schema)).toBe(await readFile(SCHEMA_FILE, 'utf8'));
  });

  it('says of everything what it is', () => {
    expect(types.flatMap(undescribed)).toEqual([]);
  });

  it('finds what is not described', () => {
    const bare = Object.assign(Object.create(Object.getPrototypeOf(types[0]!) as object), types[0], {
      description: undefined,
    }) as GraphQLNamedType;
    expect(undescribed(bare)).toContain(bare.name);
  });
});
