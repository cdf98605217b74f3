import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { type ErrorScope } from '../graphql/errors.ts';

/** The request that is being answered, for those who are called by a library that does not hand it on. */
export const requestScope = new AsyncLocalStorage<RequestScope>();

/** A request over HTTP, and with which codes its errors were told. */
interface RequestScope extends ErrorScope {
  codes: unknown[];
}

/** A new id that ties an answer to the log. */
export function newRequestId(): string {
  return randomUUID();
}
