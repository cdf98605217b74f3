import { PAGE_DEFAULT, PAGE_MAX } from '@gatehouse/schema/shared/connections';
import { LIMITS as OF_INPUTS } from '@gatehouse/schema/shared/limits';
import { Limits } from '@gatehouse/schema/shared/told-limits';
import { Ctx, Query, Resolver } from 'type-graphql';
import { FAILED_SIGN_INS, FAULTY_OPERATIONS } from '../auth/attempts.ts';
import { SERVER_LIMITS } from '../db/limits.ts';
import { LIVE_PER_PERSON, OPERATIONS_PER_SOCKET } from '../http/live-connections.ts';
import { LIST_MAX, TEXT_MAX } from '../read/comparisons.ts';
import { FILTER_DEPTH, FILTER_PREDICATES } from '../read/filter.ts';
import { type Operation } from '../operation.ts';
import { costLimit } from './cost.ts';
import { OPERATION_LIMIT_MS } from './deadline.ts';
import { LIMITS } from './limits.ts';
import { Public } from './permission.ts';

/** Tells the limits, from where they are enforced. */
@Resolver()
export class LimitsResolver {
  @Query(() => Limits, { description: 'How much one may ask for and send.' })
  @Public('Whoever runs into a limit may know it.')
  limits(@Ctx() { viewer }: Operation): Limits {
    return {
      cost: costLimit(viewer),
      depth: LIMITS.depth,
      aliases: LIMITS.aliases,
      directives: LIMITS.directives,
      fields: LIMITS.fields,
      tokens: LIMITS.tokens,
      documentCharacters: LIMITS.documentChars,
      wordCharacters: LIMITS.wordChars,
      writtenTextCharacters: LIMITS.textChars,
      nesting: LIMITS.nesting,
      definitions: LIMITS.definitions,
      introspections: LIMITS.introspections,
      variables: LIMITS.variables,
      variableDepth: LIMITS.variableDepth,
      bodyBytes: LIMITS.bodyBytes,
      anonymousBodyBytes: LIMITS.anonymousBodyBytes,
      querySeconds: OPERATION_LIMIT_MS / 1000,
      lockSeconds: SERVER_LIMITS.lock / 1000,
      pageSize: PAGE_MAX,
      defaultPageSize: PAGE_DEFAULT,
      filterDepth: FILTER_DEPTH,
      filterComparisons: FILTER_PREDICATES,
      filterValues: LIST_MAX,
      filterCharacters: TEXT_MAX,
      listItems: OF_INPUTS.list,
      nameCharacters: OF_INPUTS.name,
      descriptionCharacters: OF_INPUTS.description,
      textCharacters: OF_INPUTS.text,
      keyCharacters: OF_INPUTS.key,
      liveConnections: LIVE_PER_PERSON,
      socketOperations: OPERATIONS_PER_SOCKET,
      faultyOperations: FAULTY_OPERATIONS,
      failedSignIns: FAILED_SIGN_INS,
    };
  }
}
