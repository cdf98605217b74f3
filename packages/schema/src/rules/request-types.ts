import { RequestType } from './vocabulary.ts';

/** What a request does to somebody's access, whoever started it. */
export type RequestAction = 'ADD' | 'EXTEND' | 'UPDATE' | 'REMOVE';

/** What an ADMIN_UPDATE changes: an end (the rules of extensions hold) or answers (those of updates), domain §2. */
export type UpdateSubject = 'END' | 'ANSWERS';

/** Requests that give a package to somebody. */
export const ADD_TYPES: readonly RequestType[] = [RequestType.USER_ADD, RequestType.ON_BEHALF_ADD, RequestType.ADMIN_ADD];
/** Requests that only move the end of an assignment. ADMIN_UPDATE may be one too: ask `requestAction`. */
export const EXTEND_TYPES: readonly RequestType[] = [RequestType.USER_EXTEND];
/** Requests that change answers, or (ADMIN_UPDATE) an end. */
export const UPDATE_TYPES: readonly RequestType[] = [RequestType.USER_UPDATE, RequestType.ADMIN_UPDATE];
/** Requests that take access away. */
export const REMOVE_TYPES: readonly RequestType[] = [
  RequestType.USER_REMOVE,
  RequestType.ON_BEHALF_REMOVE,
  RequestType.ADMIN_REMOVE,
  RequestType.SYSTEM_REMOVE,
];
/** Adds, extensions and updates: at most one of all these is pending per target and package (domain §2). */
export const CHANGE_TYPES: readonly RequestType[] = [...ADD_TYPES, ...EXTEND_TYPES, ...UPDATE_TYPES];
/** Requests that an administrator or assignment manager starts with a role, not with a policy's permission. */
export const ADMIN_TYPES: readonly RequestType[] = [RequestType.ADMIN_ADD, RequestType.ADMIN_UPDATE, RequestType.ADMIN_REMOVE];

/**
 * What a request of this type does. `changes` decides for ADMIN_UPDATE alone and is ignored for every other type;
 * without it an ADMIN_UPDATE counts as a change of the end, the stricter of the two.
 */
export function requestAction(type: RequestType, changes: UpdateSubject | null = null): RequestAction {
  if (ADD_TYPES.includes(type)) return 'ADD';
  if (REMOVE_TYPES.includes(type)) return 'REMOVE';
  if (type === RequestType.ADMIN_UPDATE) return changes === 'ANSWERS' ? 'UPDATE' : 'EXTEND';
  return type === RequestType.USER_EXTEND ? 'EXTEND' : 'UPDATE';
}

/** Which of the two places for pending requests of a target and package this type takes. */
export function pendingSlot(type: RequestType): 'CHANGE' | 'REMOVAL' {
  return REMOVE_TYPES.includes(type) ? 'REMOVAL' : 'CHANGE';
}

/**
 * The pending request that stands where a new one of `type` would stand, or null. For a change this is the gate
 * REQUEST_PENDING; for a removal the caller returns the found one instead of making a second (domain §2).
 *
 * @param pending pending requests of the same target and package.
 * @param ownId the request that asks, if it exists already: it never stands in its own way.
 */
export function findPendingTwin<T extends { readonly id: string; readonly type: RequestType }>(
  type: RequestType,
  pending: readonly T[],
  ownId: string | null = null,
): T | null {
  return pending.find((other) => other.id !== ownId && pendingSlot(other.type) === pendingSlot(type)) ?? null;
}
