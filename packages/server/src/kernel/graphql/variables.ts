import { getVariableValues, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LIMITS } from './limits.ts';

/** The variables of an operation, as they were sent. */
export type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** One fault is enough to mend it: each repeats the whole value it is about. */
const FAULTS = { maxErrors: 1 };

/**
 * What is wrong with the variables of an operation, or null. They are counted before they are looked at, because what
 * does not fit its type is told with the value itself.
 */
export function faultyVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | null {
  const excess = excessIn(variables);
  if (excess) return badVariables(excess, 'VARIABLES');
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, FAULTS);
  return errors?.[0] ? badVariables(errors[0].message) : null;
}

/** Why these variables are too much, or null. Walked without recursion: they may be as deep as they are long. */
function excessIn(variables: Variables): string | null {
  let level: unknown[] = [variables];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LIMITS.variableDepth) return `The variables are more than ${LIMITS.variableDepth} levels deep.`;
    const below: unknown[] = [];
    for (const value of level) {
      if (value === null || typeof value !== 'object') continue;
      const inner = Object.values(value);
      if ((count += inner.length) > LIMITS.variables)
        return `The variables have more than ${LIMITS.variables} keys and items together.`;
      below.push(...inner);
    }
    level = below;
  }
  return null;
}

function badVariables(message: string, limit?: 'VARIABLES'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', ...(limit && { limit }), http: { status: 400 } } });
}
