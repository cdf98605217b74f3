import { PAGE_DEFAULT, type Connection, type PageArgs } from '@gatehouse/schema/shared/connections';
import { type EntityClass } from '@mikro-orm/core';
import { type GraphQLResolveInfo } from 'graphql';
import { type ViewerOperation } from '../operation.ts';
import { connectionFrom, type FinishedPage, type RawPage } from './connection-parts.ts';
import { fingerprintIn } from './cursor.ts';
import { type ListOptions } from './define-read.ts';
import { execute } from './execute.ts';
import { fingerprintOf, pageOf, type PageOf, type RowJson } from './page.ts';
import { listOf, typeNamed } from './read.ts';
import { rowJson } from './row-json.ts';
import { Scope } from './scope.ts';
import { type Row } from './shape.ts';
import { jsonObject } from './sql.ts';
import { withType } from './typed-rows.ts';

/** The rows of one kind in a list of several kinds. */
export interface Kind<E> {
  entity: EntityClass<E>;
  options: ListOptions<E>;
}

/** Kinds of rows, each checked against its entity. */
export function kind<E>(entity: EntityClass<E>, options: ListOptions<E>): Kind<never> {
  return { entity, options } as never;
}

/**
 * A page of rows of several kinds, all of the first kind before all of the second: one statement, in which each kind is read as
 * if the whole page were its own. A cursor is one of its kind's list, so it says by itself where to go on.
 * @throws as `connection` does
 */
export async function mixedConnection(
  kinds: readonly Kind<never>[],
  op: ViewerOperation,
  args: PageArgs,
  info: GraphQLResolveInfo,
): Promise<Connection<Row>> {
  const scope = new Scope(op);
  const lists = kinds.map((one) => listOfKind(one, kinds, scope, info));
  const prints = lists.map(fingerprintOf);
  // A cursor of no kind is refused by the first.
  const at = (cursor: string, argument: string) => Math.max(0, prints.indexOf(fingerprintIn(cursor, argument)));
  const from = args.after == null ? 0 : at(args.after, 'after');
  const to = args.before == null ? kinds.length - 1 : at(args.before, 'before');
  const { first, last } = args;
  const pages = lists.map((list, which) => {
    const { after, before } = { after: which === from ? args.after : null, before: which === to ? args.before : null };
    // Of what lies before or behind the page it is only asked whether there is something.
    const asked = which < from || which > to ? { first: 1 } : { first, last, after, before };
    return pageOf({ ...list, args: asked });
  });
  const json = jsonObject(pages.map((page, which) => [`kind${which}`, page.json]));
  const finish = (raw: Record<string, RawPage>) => {
    const finished = pages.map((page, which) => page.finish(raw[`kind${which}`] ?? null));
    return connectionFrom(pages[0]!.parts, inARow(finished, from, to, args));
  };
  return (await execute(scope, { json, finish })) as Connection<Row>;
}

function listOfKind(
  { entity, options }: Kind<never>,
  kinds: readonly Kind<never>[],
  scope: Scope,
  info: GraphQLResolveInfo,
): PageOf {
  const list = listOf(entity, scope, {}, info, options);
  const among = kinds.map((one) => one.entity.name).join('|');
  return { ...list, rowType: typeNamed(list.read, info), rowJson: markedRow, field: `${list.field}[${among}].${list.read.name}` };
}

const markedRow: RowJson = (t, read, selection, info) => {
  const { json, finish } = rowJson(t, read, selection, info);
  return { json, finish: (row) => withType((finish ? finish(row as never) : row) as Row, read.name) };
};

/** Pages of several kinds as one: what does not fit is cut off where the page goes on. */
function inARow(pages: readonly FinishedPage[], from: number, to: number, { first, last }: PageArgs): FinishedPage {
  const inside = pages.slice(from, to + 1);
  const rows = inside.flatMap((page) => page.rows);
  const backward = last != null;
  const size = last ?? first ?? PAGE_DEFAULT;
  const cut = rows.length > size;
  const there = (some: readonly FinishedPage[]) => some.some((page) => page.rows.length > 0);
  return {
    rows: backward ? rows.slice(-size) : rows.slice(0, size),
    total: pages.reduce((sum, { total = 0 }) => sum + total, 0),
    next: inside.some(({ next }) => next) || (backward ? there(pages.slice(to + 1)) : cut),
    previous: inside.some(({ previous }) => previous) || (backward ? cut : there(pages.slice(0, from))),
  };
}
