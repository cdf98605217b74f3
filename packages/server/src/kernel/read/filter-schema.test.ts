import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { type EntityMetadata } from '@mikro-orm/core';
import { describe, expect, it } from 'vitest';
import { gatehouseSchema } from '../../app/gatehouse-schema.ts';
import { MODULES } from '../../app/modules.ts';
import { broughtBy } from '../module.ts';
import { type Read } from './define-read.ts';
import { openReadable } from './read.fixture.ts';

/** The name of the type a relation leads to, where that has a filter of its own. */
function leadsTo(type: GraphQLOutputType, schema: GraphQLSchema): string | null {
  const name = getNamedType(type).name.replace(/Connection$/, '');
  return schema.getType(`${name}Filter`) ? name : null;
}

/** The input by which a field is filtered, as its own type says it. */
function expected(type: GraphQLOutputType, schema: GraphQLSchema): string | null {
  const inner = isNonNullType(type) ? type.ofType : type;
  const other = leadsTo(type, schema);
  if (other && (isListType(inner) || getNamedType(type).name.endsWith('Connection'))) return `${other}ListFilter`;
  if (other) return isNonNullType(type) ? `${other}Filter` : `Nullable${other}Filter`;
  return getNamedType(type).name === 'ID' ? (isNonNullType(type) ? 'IdComparator' : 'NullableIdComparator') : null;
}

describe('the orders of the schema', () => {
  it('say of themselves whether an index has them, and truly', async () => {
    const db = await openReadable();
    try {
      const { rows } = await db.pool.query<{ table: string; columns: string }>(
        "select tablename as table, substring(indexdef from '\\((.*)\\)') as columns from pg_indexes where schemaname = 'public'",
      );
      const meta = db.orm.getMetadata();
      const columns = (read: Read, property: string) =>
        (meta.get(read.entity as never) as EntityMetadata).properties[property as never]?.['fieldNames'];
      const unheld = broughtBy(MODULES, 'reads').flatMap((read) =>
        (read.orders?.indexed ?? []).flatMap((word) => {
          const table = (meta.get(read.entity as never) as EntityMetadata).tableName;
          const order = `${String(columns(read, read.orders!.fields[word]!))}, id`;
          // What is one's own alone is found by its owner first.
          const held = rows.some(
            (one) => one.table === table && (one.columns === order || (read.personal && one.columns.endsWith(`, ${order}`))),
          );
          return held ? [] : [`${read.name} by ${word}`];
        }),
      );
      expect(unheld).toEqual([]);
    } finally {
      await db.stop();
    }
  });
});

describe('the filters of the schema', () => {
  const schema = gatehouseSchema();
  const pairs = Object.values(schema.getTypeMap()).flatMap((type) => {
    const filter = schema.getType(`${type.name}Filter`);
    return isObjectType(type) && isInputObjectType(filter) ? [{ type, filter }] : [];
  });
  const of = (fields: Record<string, GraphQLField<unknown, unknown>>) => Object.values(fields);

  it('ask of what a field leads to in the way the field leads there: always, maybe, or to many', () => {
    const wrong = pairs.flatMap(({ type, filter }) =>
      of(type.getFields()).flatMap((field) => {
        const given = filter.getFields()[field.name];
        const should = expected(field.type, schema);
        return given && should && String(given.type) !== should
          ? [`${type.name}.${field.name}: ${String(given.type)}, not ${should}`]
          : [];
      }),
    );
    expect(wrong).toEqual([]);
    expect(pairs.length).toBeGreaterThan(25);
  });

  it('ask of everything a row leads to', () => {
    const missing = pairs.flatMap(({ type, filter }) =>
      of(type.getFields()).flatMap((field) =>
        leadsTo(field.type, schema) && !filter.getFields()[field.name] ? [`${type.name}.${field.name}`] : [],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('and every connection takes the filter and the order of its rows', () => {
    const bare = [schema.getQueryType()!, ...pairs.map(({ type }) => type)].flatMap((type) =>
      of(type.getFields()).flatMap(({ name, type: leads, args }) => {
        const row = leadsTo(leads, schema);
        if (!row || !getNamedType(leads).name.endsWith('Connection')) return [];
        const taken = args.map((one) => `${one.name}: ${String(one.type)}`);
        const lacking = [`filter: ${row}Filter`, `orderBy: [${row}Order!]`].filter((one) => !taken.includes(one));
        return lacking.length > 0 ? [`${type.name}.${name}: ${lacking.join(', ')}`] : [];
      }),
    );
    expect(bare).toEqual([]);
  });
});
