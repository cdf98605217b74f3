import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type Logger } from 'pino';
import { requestScope, newRequestId } from '../http/request-scope.ts';
import { type Operation } from '../operation.ts';
import { presentError, RETRY_AFTER_SECONDS } from './errors.ts';
import { measuredCost, tooCostly } from './cost.ts';
import { VALIDATION } from './documents.ts';
import { LIMITS } from './limits.ts';
import { faultyVariables } from './variables.ts';
import { graphqlDuration } from './graphql-metrics.ts';

/** With any of these a page of somebody else's asks first, and is refused. A token is one of them: no browser sends it by itself. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name', 'authorization'];

/** GraphQL over HTTP. Everything about errors, limits and statuses that Apollo does not do by itself is in its plugins. */
export async function createApollo(schema: GraphQLSchema, log: Logger): Promise<ApolloServer<Operation>> {
  const apollo = new ApolloServer<Operation>({
    schema,
    introspection: true,
    csrfPrevention: { requestHeaders: PREFLIGHTED },
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // A hash without its document is told so by a code of its own, and clients send the document: ADR 0038.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: VALIDATION,
    logger: { debug: () => undefined, info: () => undefined, warn: (text) => log.warn(text), error: (text) => log.error(text) },
    formatError: (formatted, error) => {
      const scope = requestScope.getStore() ?? { requestId: newRequestId(), log, codes: [] };
      const told = presentError(formatted, unwrapResolverError(error), scope);
      scope.codes.push(told.extensions?.code);
      return told;
    },
    plugins: [limits, statuses, durations, ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
  });
  await apollo.start();
  return apollo;
}

/** Refuses what asks for too much, once it is known to be well formed and before anything of it is done; the rest of what is too much was refused before, see documents.ts. */
const limits: ApolloServerPlugin<Operation> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (!operation) return;
        const { variables } = request;
        const faulty = faultyVariables(schema, operation, variables);
        if (faulty) throw faulty;
        contextValue.cost = measuredCost(schema, document, operation, variables, contextValue.viewer);
        const refusal = tooCostly(contextValue.cost);
        if (refusal) throw refusal;
      },
      async willSendResponse({ contextValue: { cost }, response: { body } }) {
        if (cost && body.kind === 'single') body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
};

/** The codes of what was sent in a wrong way. */
const SENT_WRONG = new Set<unknown>(['BAD_USER_INPUT', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** Statuses per the GraphQL-over-HTTP draft: an answer that holds data is 200, whatever else went wrong. */
const statuses: ApolloServerPlugin<Operation> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const codes = result.errors?.map(({ extensions }) => extensions?.code) ?? [];
        const hasData = Object.values(result.data ?? {}).some((value) => value !== null);
        if (codes.includes('SERVICE_UNAVAILABLE')) response.http.headers.set('retry-after', String(RETRY_AFTER_SECONDS));
        const plainly = hasData ? null : statusOf(codes);
        if (plainly) {
          delete result.data;
          response.http.status = plainly;
          return;
        }
        // A mutation by GET: no fault of the document.
        if (response.http.status === 405) return;
        // Clients of the older media type read the body, whatever the fault of their document.
        const legacy = !request.http?.headers.get('accept')?.includes('application/graphql-response+json');
        if (result.data || (legacy && codes.every((code) => SENT_WRONG.has(code)))) response.http.status = 200;
        else if (codes.includes('PERSISTED_QUERY_NOT_SUPPORTED')) response.http.status = 400;
      },
    };
  },
};

/** Data of nothing but nulls says less than "try again" or "sign in", which every program understands. */
function statusOf(codes: readonly unknown[]): number | null {
  if (codes.includes('SERVICE_UNAVAILABLE')) return 503;
  return codes.length > 0 && codes.every((code) => code === 'UNAUTHENTICATED') ? 401 : null;
}

const durations: ApolloServerPlugin<Operation> = {
  async requestDidStart() {
    const stop = graphqlDuration.startTimer();
    return {
      async willSendResponse({ operation, errors }) {
        stop({ operation: operation?.operation ?? 'none', outcome: errors?.length ? 'errors' : 'data' });
      },
    };
  },
};

/** What a request is told whose sender could not even be identified, because the database is away. */
export function databaseAway(): GraphQLError {
  const headers = new HeaderMap([['retry-after', String(RETRY_AFTER_SECONDS)]]);
  return new GraphQLError('The database cannot be reached just now. Try again shortly.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers } },
  });
}
