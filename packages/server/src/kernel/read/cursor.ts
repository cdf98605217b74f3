import { GraphQLError } from 'graphql';
import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import { badInput } from '../refused.ts';
import { type ColumnKind } from './columns.ts';
import { checkInstant, checkText } from './checked.ts';
import { type Key } from './keyset.ts';
import { type Step } from './order.ts';

/** In characters: a cursor holds a few values of a row. */
const LONGEST_CURSOR = 4_000;

/** A short name of a list as it was asked for: which field, filter and order. A cursor of another list is refused by it. */
export function listFingerprint(field: string, filter: unknown, order: unknown): string {
  return createHash('sha256')
    .update(stringify([field, filter ?? null, order]))
    .digest('base64url')
    .slice(0, 16);
}

/** A cursor: opaque to clients, a place in one list. */
export function writeCursor(fingerprint: string, keys: readonly Key[]): string {
  return Buffer.from(JSON.stringify([fingerprint, ...keys])).toString('base64url');
}

/**
 * The name of the list that a cursor belongs to.
 * @throws GraphQLError BAD_USER_INPUT where it is no cursor of ours
 */
export function fingerprintIn(cursor: string, argument: string): string {
  return parse(cursor, argument)[0] as string;
}

/**
 * The keys in a cursor.
 * @throws GraphQLError BAD_USER_INPUT where it is no cursor of ours, CURSOR_MISMATCH where it is one of another list.
 */
export function readCursor(cursor: string, fingerprint: string, steps: readonly Step[], argument: string): Key[] {
  const [found, ...keys] = parse(cursor, argument);
  if (found !== fingerprint) {
    throw new GraphQLError(`The cursor in \`${argument}\` belongs to another list, filter or order. Start again without it.`, {
      extensions: { code: 'CURSOR_MISMATCH' },
    });
  }
  if (keys.length !== steps.length) throw malformed(argument);
  return keys.map((key, at) => checkedKey(key, steps[at]?.kind ?? 'text', argument));
}

function parse(cursor: string, argument: string): unknown[] {
  if (cursor.length > LONGEST_CURSOR) throw malformed(argument);
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && typeof value[0] === 'string') return value;
  } catch {
    // Not even JSON: told below.
  }
  throw malformed(argument);
}

const IS: Partial<Record<ColumnKind, (key: unknown) => boolean>> = {
  int: (key) => Number.isInteger(key) && Math.abs(key as number) < 2 ** 31,
  boolean: (key) => typeof key === 'boolean',
  bigint: (key) => typeof key === 'string' && /^-?\d{1,18}$/.test(key),
};

function checkedKey(key: unknown, kind: ColumnKind, argument: string): Key {
  if (key === null) return null;
  const fits = IS[kind]?.(key) ?? typeof key === 'string';
  if (!fits) throw malformed(argument);
  if (kind === 'time') return checkInstant(new Date(key as string), `the cursor in \`${argument}\``);
  return typeof key === 'string' ? checkText(key, `the cursor in \`${argument}\``) : (key as Key);
}

function malformed(argument: string): GraphQLError {
  return badInput(`\`${argument}\` is no cursor of this list.`);
}
