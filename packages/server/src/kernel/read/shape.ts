import { type Sql } from './sql.ts';

/** A row as it is handed to graphql-js: complete, under the keys the client asked for. */
export type Row = Record<string, unknown>;

/** What is left to do with a value once it has come back; null where it is complete as it comes. */
export type Finish = ((value: never) => unknown) | null;

/** A piece of JSON to be built in the database, and what is left to do with it here. */
export interface Shape {
  json: Sql;
  finish: Finish;
}

/** What finishes an object whose values at these keys must be finished. */
export function finishObject(steps: readonly (readonly [string, Finish])[]): Finish {
  const open = steps.filter((step): step is readonly [string, NonNullable<Finish>] => step[1] !== null);
  if (open.length === 0) return null;
  return (row: Row | null) => {
    if (row) for (const [key, finish] of open) row[key] = finish(row[key] as never);
    return row;
  };
}

/** What finishes every item of a list. */
export function finishList(finish: Finish): Finish {
  return finish && ((items: unknown[] | null) => items?.map((item) => finish(item as never)) ?? items);
}
