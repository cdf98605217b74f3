import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { connectionParts, finishConnection, type Parts } from './connection-parts.ts';
import { type Selection } from './collect.ts';
import { jsonValue } from './columns.ts';
import { listFingerprint } from './cursor.ts';
import { type OrderStep, type Read } from './define-read.ts';
import { filterCondition } from './filter.ts';
import { atOrBeyond, beyond } from './keyset.ts';
import { orderBy, orderSteps, stepsOn } from './order.ts';
import { pageRequest, type PageRequest } from './page-request.ts';
import { tableOf, type Alias, type Scope } from './scope.ts';
import { type Shape } from './shape.ts';
import { and, jsonList, jsonObject, truth, type Condition, type Sql } from './sql.ts';

/** One row as a JSON object of what was asked of it. */
export type RowJson = (t: Alias, read: Read, selection: Selection, info: GraphQLResolveInfo) => Shape;

/** A list to be paged through. */
export interface PageOf {
  scope: Scope;
  read: Read;
  args: ListRequest;
  /** The list's own order, where it differs from the entity's. */
  own?: readonly OrderStep[] | undefined;
  /** Which rows are in the list at all; their visibility included. */
  where: (row: Alias) => Condition;
  /** What is asked of the connection. */
  selection: Selection;
  /** Names the list, so that cursors of another are refused. */
  field: string;
  info: GraphQLResolveInfo;
  /** Builds a row; handed in, because rows hold lists themselves. */
  rowJson: RowJson;
}

/**
 * A connection as JSON: the rows of the page, each with its keys and what was asked of it, and beside them the total and whether
 * there is more, where that was asked for. It comes back finished under the client's own keys.
 */
export function pageJson(list: PageOf): Shape {
  const { scope, read, args } = list;
  const order = orderSteps(read, args.orderBy, list.own);
  const fingerprint = listFingerprint(list.field, args.filter, order);
  const t = scope.alias(read.entity);
  const page = pageRequest(args, fingerprint, stepsOn(t, read, order));
  const parts = connectionParts(list.selection, list.info, (asked) => list.rowJson(t, read, asked, list.info));
  const entries: [string, Sql][] = [];
  if (parts.rows) entries.push(['rows', rowsJson(list, t, order, page, parts)]);
  if (parts.total) entries.push(['total', counted(list)]);
  const [behind, cursor] = page.backward ? (['after', page.before] as const) : (['before', page.after] as const);
  if (cursor && (page.backward ? parts.next : parts.previous))
    entries.push(['behind', sql`${isThere(list, order, cursor, behind)}`]);
  return { json: jsonObject(entries), finish: finishConnection(parts, page, fingerprint) };
}

/** The rows of the page in the order of the list, and one more where it must be known whether there is more. */
function rowsJson(list: PageOf, t: Alias, order: readonly OrderStep[], page: PageRequest, parts: Parts): Sql {
  const { read, args } = list;
  const steps = stepsOn(t, read, order);
  const condition = and(
    list.where(t),
    filterCondition(t, read, args.filter),
    page.after ? beyond(steps, page.after, 'after') : true,
    page.before ? beyond(steps, page.before, 'before') : true,
  );
  const more = page.backward ? parts.previous : parts.next;
  const rows = sql`select ${t.row}.* from ${tableOf(t)} where ${truth(condition)} order by ${orderBy(steps, page.backward)} limit ${sql.lit(page.size + (more ? 1 : 0))}`;
  const keys = sql`json_build_array(${sql.join(steps.map((step) => jsonValue(step.value, step.kind)))})`;
  const row = sql`json_build_array(${keys}, ${jsonList(parts.slots.map((slot) => slot.json))})`;
  return sql`(select coalesce(json_agg(${row} order by ${orderBy(steps)}), '[]') from (${rows}) as ${t.row})`;
}

function counted(list: PageOf): Sql {
  const t = list.scope.alias(list.read.entity);
  const condition = and(list.where(t), filterCondition(t, list.read, list.args.filter));
  return sql`(select count(*)::int from ${tableOf(t)} where ${truth(condition)})`;
}

/** Is there a row on the far side of the cursor, the cursor's own row included? */
function isThere(list: PageOf, order: readonly OrderStep[], keys: PageRequest['after'], side: 'after' | 'before'): Sql {
  const t = list.scope.alias(list.read.entity);
  const far = atOrBeyond(stepsOn(t, list.read, order), keys ?? [], side);
  const condition = and(list.where(t), filterCondition(t, list.read, list.args.filter), far);
  return sql`exists (select 1 from ${tableOf(t)} where ${truth(condition)})`;
}
