import { type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { collect, namedObject, type Asked, type Selection } from './collect.ts';
import { writeCursor } from './cursor.ts';
import { type Key } from './keyset.ts';
import { type PageRequest } from './page-request.ts';
import { type Row, type Shape } from './shape.ts';

/** What of a connection was asked for. `nodes` and `edges { node }` may ask for different things: each has a slot in a row. */
export interface Parts {
  slots: Shape[];
  /** Are the rows needed at all (or only the total)? */
  rows: boolean;
  total: boolean;
  next: boolean;
  previous: boolean;
  /** Puts the parts together under the client's keys. */
  assemble: ((page: FinishedPage) => Row)[];
}

/** A page that has come back, in the order of its list. */
export interface FinishedPage {
  /** Per row: its cursor, then its slots. */
  rows: { cursor: string; slots: unknown[] }[];
  total: number | undefined;
  next: boolean;
  previous: boolean;
}

/** What the database answered. */
export interface RawPage {
  rows?: [keys: Key[], slots: unknown[]][];
  total?: number;
  behind?: boolean;
}

/**
 * Takes apart what was asked of a connection.
 * @param row builds a row of the list as it is asked for in one place.
 * @param rowType the type of the rows, where the schema names one of several
 */
export function connectionParts(
  selection: Selection,
  info: GraphQLResolveInfo,
  row: (asked: Selection) => Shape,
  rowType?: GraphQLObjectType,
): Parts {
  const parts: Parts = { slots: [], rows: false, total: false, next: false, previous: false, assemble: [] };
  const slotOf = (asked: Asked): number => {
    const type = rowType ?? namedObject(asked.field?.type);
    if (!type) throw new Error(`${asked.name} is no object`);
    return parts.slots.push(row(collect(type, asked.nodes, info))) - 1;
  };
  for (const asked of selection.values()) {
    if (asked.name === 'totalCount') takeTotal(parts, asked);
    else if (asked.name === 'nodes') takeNodes(parts, asked, slotOf(asked));
    else if (asked.name === 'edges') takeEdges(parts, asked, info, slotOf);
    else if (asked.name === 'pageInfo') takePageInfo(parts, asked, info);
  }
  return parts;
}

function takeTotal(parts: Parts, { key }: Asked): void {
  parts.total = true;
  parts.assemble.push((page) => ({ [key]: page.total }));
}

function takeNodes(parts: Parts, { key }: Asked, slot: number): void {
  parts.rows = true;
  parts.assemble.push((page) => ({ [key]: page.rows.map(({ slots }) => slots[slot]) }));
}

function takeEdges(parts: Parts, asked: Asked, info: GraphQLResolveInfo, slotOf: (asked: Asked) => number): void {
  parts.rows = true;
  const type = namedObject(asked.field?.type);
  const fields = type ? [...collect(type, asked.nodes, info).values()] : [];
  const cursors = fields.filter(({ name }) => name === 'cursor').map(({ key }) => key);
  const nodes = fields.filter(({ name }) => name === 'node').map((node) => [node.key, slotOf(node)] as const);
  const edge = ({ cursor, slots }: FinishedPage['rows'][number]): Row =>
    Object.fromEntries([...cursors.map((key) => [key, cursor]), ...nodes.map(([key, slot]) => [key, slots[slot]])]);
  parts.assemble.push((page) => ({ [asked.key]: page.rows.map(edge) }));
}

const PAGE_INFO: Record<string, (page: FinishedPage) => unknown> = {
  hasNextPage: (page) => page.next,
  hasPreviousPage: (page) => page.previous,
  startCursor: (page) => page.rows[0]?.cursor ?? null,
  endCursor: (page) => page.rows.at(-1)?.cursor ?? null,
};

function takePageInfo(parts: Parts, asked: Asked, info: GraphQLResolveInfo): void {
  const type = namedObject(asked.field?.type);
  const fields = type ? [...collect(type, asked.nodes, info).values()].filter(({ field }) => field) : [];
  parts.rows ||= fields.length > 0;
  parts.next ||= fields.some(({ name }) => name === 'hasNextPage');
  parts.previous ||= fields.some(({ name }) => name === 'hasPreviousPage');
  parts.assemble.push((page) => ({
    [asked.key]: Object.fromEntries(fields.map(({ key, name }) => [key, PAGE_INFO[name]?.(page)])),
  }));
}

/** What turns the database's answer into a page. */
export function finishPage(parts: Parts, page: PageRequest, fingerprint: string): (raw: RawPage | null) => FinishedPage {
  return (raw) => {
    const rows = raw?.rows ?? [];
    const more = rows.length > page.size;
    if (more && page.backward) rows.shift();
    else if (more) rows.pop();
    return {
      rows: rows.map(([keys, slots]) => ({
        cursor: writeCursor(fingerprint, keys),
        slots: slots.map((slot, at) => finishSlot(parts.slots[at], slot)),
      })),
      total: raw?.total,
      next: page.backward ? (raw?.behind ?? false) : more,
      previous: page.backward ? more : (raw?.behind ?? false),
    };
  };
}

/** The connection of a page, under the client's keys. */
export function connectionFrom(parts: Parts, page: FinishedPage): Row {
  return Object.assign({}, ...parts.assemble.map((part) => part(page)));
}

function finishSlot(shape: Shape | undefined, slot: unknown): unknown {
  return shape?.finish ? shape.finish(slot as never) : slot;
}
