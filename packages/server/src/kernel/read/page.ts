import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { connectionFrom, connectionParts, finishPage, type FinishedPage, type Parts, type RawPage } from './connection-parts.ts';
import { type Selection } from './collect.ts';
import { jsonValue } from './columns.ts';
import { listFingerprint } from './cursor.ts';
import { type LedBy, type OrderStep, type Read, type Search } from './define-read.ts';
import { filterCondition } from './filter.ts';
import { atOrBeyond, beyond } from './keyset.ts';
import { orderBy, orderSteps, stepsOn, type Step } from './order.ts';
import { pageRequest, type PageRequest } from './page-request.ts';
import { type Alias, type Scope } from './scope.ts';
import { type Shape } from './shape.ts';
import { sourceOf, type Source } from './source.ts';
import { and, jsonList, jsonObject, not, or, truth, type Condition, type Sql } from './sql.ts';
import { valueByValue } from './value-by-value.ts';

/** One row as a JSON object of what was asked of it. */
export type RowJson = (t: Alias, read: Read, selection: Selection, info: GraphQLResolveInfo) => Shape;

/** A list to be paged through. */
export interface PageOf {
  scope: Scope;
  read: Read;
  args: ListRequest;
  /** The list's own order, where it differs from the entity's. */
  own?: readonly OrderStep[] | undefined;
  /** Words that are looked for. */
  search?: Search<never> | undefined;
  /** The rows the list is read from, where they are not its own. */
  ledBy?: LedBy<never, never> | undefined;
  /** Which rows are in the list at all; their visibility included. */
  where: (row: Alias) => Condition;
  /** What is asked of the connection. */
  selection: Selection;
  /** Names the list, so that cursors of another are refused. */
  field: string;
  info: GraphQLResolveInfo;
  /** The type of its rows, where the schema names one of several. */
  rowType?: GraphQLObjectType;
  /** Builds a row; handed in, because rows hold lists themselves. */
  rowJson: RowJson;
}

/** A page being read, before it becomes a connection. */
interface Page {
  json: Sql;
  parts: Parts;
  finish: (raw: RawPage | null) => FinishedPage;
}

/**
 * A connection as JSON: the rows of the page, each with its keys and what was asked of it, and beside them the total and whether
 * there is more, where that was asked for. It comes back finished under the client's own keys.
 */
export function pageJson(list: PageOf): Shape {
  const { json, parts, finish } = pageOf(list);
  return { json, finish: (raw) => connectionFrom(parts, finish(raw as RawPage | null)) };
}

/** As `pageJson`, but it comes back as a page, which may be one part of a longer one. */
export function pageOf(list: PageOf): Page {
  const { scope, read, args } = list;
  const order = orderSteps(read, args.orderBy, list.own);
  const fingerprint = fingerprintOf(list);
  const t = scope.alias(read.entity);
  const page = pageRequest(args, fingerprint, stepsOf(list, t, order));
  const parts = connectionParts(list.selection, list.info, (asked) => list.rowJson(t, read, asked, list.info), list.rowType);
  const entries: [string, Sql][] = [];
  if (parts.rows) entries.push(['rows', rowsJson(list, t, order, page, parts)]);
  if (parts.total) entries.push(['total', counted(list)]);
  const [behind, cursor] = page.backward ? (['after', page.before] as const) : (['before', page.after] as const);
  if (cursor && (page.backward ? parts.next : parts.previous))
    entries.push(['behind', sql`${isThere(list, order, cursor, behind)}`]);
  return { json: jsonObject(entries), parts, finish: finishPage(parts, page, fingerprint) };
}

/** Names the list as it was asked for: its cursors carry it. */
export function fingerprintOf({ read, args, own, search, field }: PageOf): string {
  return listFingerprint(search ? `${field}(${search.text})` : field, args.filter, orderSteps(read, args.orderBy, own));
}

/** The order on one row: first how near it is to what is looked for, where nobody asked for an order. */
function stepsOf({ read, search, args }: PageOf, t: Alias, order: readonly OrderStep[]): Step[] {
  const steps = stepsOn(t, read, order);
  if (!search?.rank || args.orderBy?.length) return steps;
  return [{ property: '', descending: false, value: search.rank(t as never), nullable: false, kind: 'int' }, ...steps];
}

/** The rows of the page in the order of the list, and one more where it must be known whether there is more. */
function rowsJson(list: PageOf, t: Alias, order: readonly OrderStep[], page: PageRequest, parts: Parts): Sql {
  const { read, args } = list;
  const steps = stepsOf(list, t, order);
  const from = sourceOf(t, steps, list.ledBy);
  const condition = and(
    inList(list, t, from),
    page.after ? beyond(from.steps, page.after, 'after') : true,
    page.before ? beyond(from.steps, page.before, 'before') : true,
  );
  const more = page.backward ? parts.previous : parts.next;
  const first = sql`order by ${orderBy(from.steps, page.backward)} limit ${sql.lit(page.size + (more ? 1 : 0))}`;
  const some = (which: Condition) => sql`select ${t.row}.* from ${from.tables} where ${truth(and(which, condition))} ${first}`;
  const values = list.ledBy ? null : valueByValue(t, read, args.filter);
  const rows = values
    ? sql`select ${t.row}.* from (${sql.join(
        values.map((value) => sql`(${some(value)})`),
        sql` union all `,
      )}) as ${t.row} ${first}`
    : some(true);
  const keys = sql`json_build_array(${sql.join(steps.map((step) => jsonValue(step.value, step.kind)))})`;
  const row = sql`json_build_array(${keys}, ${jsonList(parts.slots.map((slot) => slot.json))})`;
  return sql`(select coalesce(json_agg(${row} order by ${orderBy(steps)}), '[]') from (${rows}) as ${t.row})`;
}

function counted(list: PageOf): Sql {
  const t = list.scope.alias(list.read.entity);
  const from = sourceOf(t, [], list.ledBy);
  return sql`(select count(*)::int from ${from.tables} where ${truth(inList(list, t, from))})`;
}

/** Is there a row on the far side of the cursor, the cursor's own row included? */
function isThere(list: PageOf, order: readonly OrderStep[], keys: PageRequest['after'], side: 'after' | 'before'): Sql {
  const t = list.scope.alias(list.read.entity);
  const from = sourceOf(t, stepsOf(list, t, order), list.ledBy);
  const condition = and(inList(list, t, from), atOrBeyond(from.steps, keys ?? [], side));
  return sql`exists (select 1 from ${from.tables} where ${truth(condition)})`;
}

/** Is a row of the source in the list, and does it fit the client's filter and the words that are looked for? */
function inList(list: PageOf, t: Alias, from: Source): Condition {
  return and(from.where, list.where(t), filterCondition(t, list.read, list.args.filter), found(list, t));
}

/** Does the row hold the words; or, where none of the whole list does, resemble them? Whether one does is looked up once. */
function found({ search, ...list }: PageOf, t: Alias): Condition {
  if (!search) return true;
  const other = list.scope.alias(list.read.entity);
  const from = sourceOf(other, [], list.ledBy);
  const fits = and(inList(list, other, from), search.holds(other as never));
  const some = sql`exists (select 1 from ${from.tables} where ${truth(fits)})`;
  return or(search.holds(t as never), and(not(some), search.resembles(t as never)));
}
