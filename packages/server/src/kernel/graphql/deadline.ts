import { type GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { type Operation } from '../operation.ts';
import { SERVER_LIMITS } from '../db/limits.ts';
import { tooComplex } from './errors.ts';

/** The longest a query may take, in milliseconds. Each of its statements is stopped by the database after the same time. */
export const OPERATION_LIMIT_MS = SERVER_LIMITS.statement;

/** Operations that were answered before all of their work was done. */
const over = new WeakSet<object>();

/** What an operation whose time is over is told; null while it is not. */
export function overTime(op: object): GraphQLError | null {
  return over.has(op) ? tooComplex('TIME', `The query took longer than ${OPERATION_LIMIT_MS / 1000} seconds.`) : null;
}

/**
 * Gives every query an end: a root field that is not answered by then fails with the limit TIME. Mutations have none of
 * their own: whoever was told "too late" must be sure that nothing was done, and only the database can promise that.
 */
export function limitRoots(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (field.resolve) field.resolve = inTime(inTurn(field.resolve));
  }
}

/** The roots of one person take turns: a query of many fields does not take all connections at once. */
function inTurn(resolve: Resolve): Resolve {
  return (source, args, op, info) => op.app.shares.run(op, 'root', async () => resolve(source, args, op, info));
}

function inTime(resolve: Resolve): Resolve {
  return (source, args, op, info) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_done, fail) => {
      timer = setTimeout(() => {
        over.add(op);
        fail(overTime(op)!);
      }, OPERATION_LIMIT_MS);
    });
    return Promise.race([resolve(source, args, op, info), late]).finally(() => clearTimeout(timer));
  };
}

type Resolve = GraphQLFieldResolver<unknown, Operation>;
