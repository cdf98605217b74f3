import { sql } from 'kysely';
import { type ColumnKind } from './columns.ts';
import { type Step } from './order.ts';
import { and, or, type Condition, type Sql } from './sql.ts';

/** The value of one step at a cursor. */
export type Key = string | number | boolean | null;

const CAST: Partial<Record<ColumnKind, string>> = {
  time: '::timestamptz',
  int: '::int',
  boolean: '::boolean',
  bigint: '::bigint',
};

function keyParameter(key: Key, kind: ColumnKind): Sql {
  return sql`${key}${sql.raw(CAST[kind] ?? '::text')}`;
}

/**
 * Rows that come after (or, `before`, before) the row with these keys. One row comparison where all steps run the same way and none
 * can be null, because an index serves that directly; else spelled out step by step. Nulls are the greatest values.
 */
export function beyond(steps: readonly Step[], keys: readonly Key[], side: 'after' | 'before'): Condition {
  const descending = steps[0]?.descending ?? false;
  const plain = steps.every((step) => step.descending === descending && !step.nullable);
  if (plain) {
    const row = sql.join(steps.map((step) => step.value));
    const cursor = sql.join(steps.map((step, at) => keyParameter(keys[at] ?? null, step.kind)));
    return sql`(${row}) ${sql.raw(descending === (side === 'after') ? '<' : '>')} (${cursor})`;
  }
  return or(
    ...steps.map((step, at) =>
      and(...steps.slice(0, at).map((same, i) => equals(same, keys[i] ?? null)), past(step, keys[at] ?? null, side)),
    ),
  );
}

function equals(step: Step, key: Key): Condition {
  return key === null ? sql`${step.value} is null` : sql`${step.value} = ${keyParameter(key, step.kind)}`;
}

/** Strictly past the key in one step alone. */
function past(step: Step, key: Key, side: 'after' | 'before'): Condition {
  const upwards = step.descending !== (side === 'after');
  if (key === null) return upwards ? false : sql`${step.value} is not null`;
  const value = keyParameter(key, step.kind);
  if (!upwards) return sql`${step.value} < ${value}`;
  return step.nullable ? sql`(${step.value} > ${value} or ${step.value} is null)` : sql`${step.value} > ${value}`;
}

/** At the row with these keys, or beyond it: is there anything on the other side of the page? */
export function atOrBeyond(steps: readonly Step[], keys: readonly Key[], side: 'after' | 'before'): Condition {
  return or(and(...steps.map((step, at) => equals(step, keys[at] ?? null))), beyond(steps, keys, side));
}
