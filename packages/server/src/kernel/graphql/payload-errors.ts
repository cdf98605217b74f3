import { isListType, isNonNullType, isObjectType, getNullableType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { type Operation } from '../operation.ts';
import { badInput, Refused } from '../refused.ts';
import { refuseUnstorable } from './validate-input.ts';

/**
 * Refusals that happen before a mutation's service is reached (its input breaks a rule of its class) become the same
 * `errors` of the payload as all others. Where a field has no payload they become BAD_USER_INPUT.
 */
export function refusalsAsData(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) wrap(field);
  }
}

function wrap(field: GraphQLField<unknown, Operation>): void {
  const { resolve, subscribe } = field;
  const empty = emptyPayloadOf(field);
  if (resolve && !subscribe) {
    field.resolve = async (source, args, op, info) => {
      refuseUnstorable(args);
      try {
        return await resolve(source, args, op, info);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (!empty) throw badInput(error.message);
        return { ...empty, errors: error.errors };
      }
    };
  }
  if (subscribe) {
    field.subscribe = async (source, args, op, info) => {
      refuseUnstorable(args);
      try {
        return await subscribe(source, args, op, info);
      } catch (error) {
        throw error instanceof Refused ? badInput(error.message) : error;
      }
    };
  }
}

/** A payload that says nothing but `errors`: lists that may not be null are empty. Null where the type has no `errors`. */
function emptyPayloadOf(field: GraphQLField<unknown, Operation>): Record<string, unknown> | null {
  const type = getNullableType(field.type);
  if (!isObjectType(type) || !type.getFields().errors) return null;
  const lists = Object.values(type.getFields()).filter((one) => isNonNullType(one.type) && isListType(one.type.ofType));
  return Object.fromEntries(lists.map(({ name }) => [name, []]));
}
