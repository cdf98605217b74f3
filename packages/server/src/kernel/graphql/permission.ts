import { type Action } from '@gatehouse/schema/rules/actions';
import { Extensions } from 'type-graphql';

/**
 * What a root field asks of whoever calls it, before anything is looked up. Rights on single rows come after that, in the
 * services (x.policy.ts) and in the WHERE of every read.
 */
export type Permission =
  | { kind: 'public'; why: string }
  | { kind: 'signedIn'; inCatalogs: boolean }
  | { kind: 'member' }
  | { kind: 'action'; action: Action };

const PERMISSION = 'permission';

/** Anyone, signed in or not. The reason is part of the declaration, because there must be one. */
export const Public = (why: string) => Extensions({ [PERMISSION]: { kind: 'public', why } satisfies Permission });

/**
 * Anyone signed in; what they see or may do is decided row by row.
 *
 * @param inCatalogs may a token that is confined to some catalogs do it? Of what is done, only where the service asks in which
 *   catalog it happens; what is read is narrowed row by row.
 */
export const SignedIn = ({ inCatalogs = false } = {}) =>
  Extensions({ [PERMISSION]: { kind: 'signedIn', inCatalogs } satisfies Permission });

/** Members and services, not guests. */
export const Members = () => Extensions({ [PERMISSION]: { kind: 'member' } satisfies Permission });

/** Whoever may do this somewhere; whether here, the service asks. */
export const May = (action: Action) => Extensions({ [PERMISSION]: { kind: 'action', action } satisfies Permission });

export function permissionOf(field: { extensions?: unknown }): Permission | null {
  return ((field.extensions as Record<string, unknown> | undefined)?.[PERMISSION] as Permission | undefined) ?? null;
}
