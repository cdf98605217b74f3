import { type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { type Operation } from '../operation.ts';
import { SERVER_LIMITS } from '../db/limits.ts';
import { tooComplex } from './errors.ts';

/** The longest a query may take, in milliseconds. Each of its statements is stopped by the database after the same time. */
export const OPERATION_LIMIT_MS = SERVER_LIMITS.statement;

/**
 * Gives every query an end: a root field that is not answered by then fails with the limit TIME. Mutations have none of
 * their own: whoever was told "too late" must be sure that nothing was done, and only the database can promise that.
 */
export function limitRoots(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (field.resolve) field.resolve = inTime(field.resolve);
  }
}

function inTime(resolve: GraphQLFieldResolver<unknown, Operation>): GraphQLFieldResolver<unknown, Operation> {
  return (source, args, op, info) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_done, fail) => {
      timer = setTimeout(
        () => fail(tooComplex('TIME', `The query took longer than ${OPERATION_LIMIT_MS / 1000} seconds.`)),
        OPERATION_LIMIT_MS,
      );
    });
    return Promise.race([resolve(source, args, op, info), late]).finally(() => clearTimeout(timer));
  };
}
