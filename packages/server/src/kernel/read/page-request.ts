import { PAGE_DEFAULT, PAGE_MAX, type PageArgs } from '@gatehouse/schema/shared/connections';
import { badInput } from '../refused.ts';
import { readCursor } from './cursor.ts';
import { type Key } from './keyset.ts';
import { type Step } from './order.ts';

/** A page as asked for: which way, how many, between which rows. */
export interface PageRequest {
  backward: boolean;
  size: number;
  after: Key[] | null;
  before: Key[] | null;
}

/**
 * Reads Relay's page arguments.
 * @throws GraphQLError BAD_USER_INPUT or CURSOR_MISMATCH, saying what is allowed.
 */
export function pageRequest(args: PageArgs, fingerprint: string, steps: readonly Step[]): PageRequest {
  const { first, last, after, before } = args;
  if (first != null && last != null) throw badInput('Give `first` or `last`, not both.');
  const backward = last != null;
  return {
    backward,
    size: backward ? checkedSize(last, 'last') : checkedSize(first ?? PAGE_DEFAULT, 'first'),
    after: after == null ? null : readCursor(after, fingerprint, steps, 'after'),
    before: before == null ? null : readCursor(before, fingerprint, steps, 'before'),
  };
}

function checkedSize(size: number, argument: string): number {
  if (size < 1 || size > PAGE_MAX) throw badInput(`\`${argument}\` must be from 1 to ${PAGE_MAX}; it is ${size}.`);
  return size;
}
