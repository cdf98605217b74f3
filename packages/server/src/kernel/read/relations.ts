import { type EntityProperty } from '@mikro-orm/core';
import { sql } from 'kysely';
import { seesAll } from './columns.ts';
import { type Read, type RelationRule } from './define-read.ts';
import { readOf } from './models.ts';
import { tableOf, type Alias } from './scope.ts';
import { and, truth, type Condition, type Sql } from './sql.ts';

/** A field that leads to other rows: to which, and by what. */
interface Relation {
  rule: RelationRule<never, never> | undefined;
  property: EntityProperty | undefined;
}

function relationOf(t: Alias, read: Read, key: string): Relation {
  return { rule: read.relations?.[key] as never, property: t.meta.properties[key as never] as EntityProperty | undefined };
}

/** The read model of the rows at the other end of a relation. */
export function readOfRelation(t: Alias, read: Read, key: string): Read {
  const { rule, property } = relationOf(t, read, key);
  const entity = rule?.entity() ?? property?.targetMeta?.class;
  if (!entity) throw new Error(`${read.name}.${key} leads to no rows`);
  return readOf(entity as never);
}

/** Does `t` lead to the row with this id? Null where only the row itself tells. */
export function leadsTo(t: Alias, read: Read, key: string, id: Sql): Condition | null {
  const rule = read.relations?.[key];
  return rule?.implied && rule.named ? rule.named(t as never, id) : null;
}

/** Does a row belong to this relation of `t`, and may the viewer see it there? */
export function relatedTo(t: Alias, read: Read, key: string, row: Alias): Condition {
  const { rule, property } = relationOf(t, read, key);
  const other = readOfRelation(t, read, key);
  return and(
    joined(t, key, row, rule, property),
    implied(other, rule, property) ? true : visibleThrough(row, other, pointer(rule, property)),
  );
}

function joined(t: Alias, key: string, row: Alias, rule: Relation['rule'], property: EntityProperty | undefined): Condition {
  if (rule?.join) return rule.join(t as never, row as never);
  const back = pointer(rule, property);
  return back ? sql`${row(back as never)} = ${t('id' as never)}` : sql`${row('id' as never)} = ${t(key as never)}`;
}

/** The property by which the other row points back, where it does. */
function pointer(rule: Relation['rule'], property: EntityProperty | undefined): string | undefined {
  return rule?.by ?? (property?.mappedBy as string | undefined);
}

/**
 * Is everyone who sees the row allowed to see what it points to? So it is for people one meets, and for what a row cannot be shown without:
 * a relation that is never null is part of the row.
 */
function implied(other: Read, rule: Relation['rule'], property: EntityProperty | undefined): boolean {
  if (rule?.implied !== undefined) return rule.implied;
  if (property?.kind !== 'm:1') return false;
  return Boolean(other.met) || !property.nullable;
}

/** The condition under which the viewer may see a row. */
export function visible(row: Alias, read: Read): Condition {
  return visibleThrough(row, read, undefined);
}

/** `parent`: the property through which a row is reached from a row that is visible already. */
function visibleThrough(row: Alias, read: Read, parent: string | undefined): Condition {
  const { viewer } = row.scope.op;
  const fromParent = read.through !== undefined && parent === read.through;
  const near = fromParent && !read.within ? true : within(row, read);
  if (!read.personal && seesAll(viewer, read)) return near;
  const own = and(near, read.visible(row as never, viewer));
  return !read.through || fromParent ? own : and(parentVisible(row, read), own);
}

/** Does the row lie in the catalogs that the token in use is confined to? Whatever does not say where it lies, lies outside. */
export function within(row: Alias, read: Read): Condition {
  const { catalogIds } = row.scope.op.viewer;
  if (catalogIds === null) return true;
  if (read.within) return read.within(row as never, catalogIds);
  return read.through ? ofParent(row, read, within) : false;
}

/** For a row that is seen by whoever sees the one it belongs to. */
function parentVisible(row: Alias, read: Read): Condition {
  return ofParent(row, read, visible);
}

/** Is the condition true of the row that this one is seen through? */
function ofParent(row: Alias, read: Read, condition: (row: Alias, read: Read) => Condition): Condition {
  const property = row.meta.properties[read.through as never] as EntityProperty;
  const other = readOf(property.targetMeta?.class as never);
  const parent = row.scope.alias(other.entity);
  const both = and(sql`${parent('id' as never)} = ${row(read.through as never)}`, condition(parent, other));
  return sql`exists (select 1 from ${tableOf(parent)} where ${truth(both)})`;
}

/** `visible`, for a row whose read model is the one of its entity. */
export function visibleRow<E>(row: Alias<E>): Condition {
  return visible(row as never, readOf(row.meta.class as never));
}
