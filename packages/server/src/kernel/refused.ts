import { type UserErrorCode, type UserErrorData } from '@gatehouse/schema/shared/errors';
import { GraphQLError } from 'graphql';
import { type Evidence } from './change.ts';
import { shortened } from './graphql/limits.ts';

/** An expected refusal. Thrown inside a change it rolls the change back; the mutation's payload then carries it as data. */
export class Refused extends Error {
  override name = 'Refused';
  readonly errors: readonly UserErrorData[];
  /** Recorded although nothing else is, where the refusal itself is evidence. */
  evidence: Evidence | null = null;
  /** Ids of objects the payload still shows, such as the present state of what was stale. */
  objects: Record<string, string> = {};

  constructor(...errors: UserErrorData[]) {
    super(shortened(errors.map((error) => error.message).join(' ')));
    this.errors = errors.map((error) => ({ ...error, message: shortened(error.message) }));
  }

  /** Has the refusal itself recorded in the audit. */
  recorded(evidence: Evidence): this {
    this.evidence = evidence;
    return this;
  }

  /** Shows objects in the payload beside the errors: payload field → id. */
  showing(objects: Record<string, string>): this {
    this.objects = objects;
    return this;
  }
}

/** A refusal of the plain kind. */
export function refused(code: UserErrorCode, message: string, path: string[] | null = null): Refused {
  return new Refused({ type: 'PlainError', code, message, path });
}

/** What is absent and what is invisible look the same. */
export function notFound(what: string, path: string[] | null = null): Refused {
  return refused('NOT_FOUND', `There is no such ${what}, or you may not see it.`, path);
}

/** Visible, but not allowed. */
export function forbidden(reason: string): GraphQLError {
  return new GraphQLError(reason, { extensions: { code: 'FORBIDDEN' } });
}

/** Nobody is signed in, and somebody must be. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

/** The input breaks a rule that the schema cannot state. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
