/** Relay: what its compiler asks of the schema, and its runtime of a running server. */
import { createClient, type Client } from 'graphql-ws';
import {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSingularSelector,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
  type GraphQLResponse,
  type SingularReaderSelector,
  type Variables,
} from 'relay-runtime';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { CANCEL } from '../testkit/documents.ts';
import { type TestServer } from '../testkit/server.ts';
import { somebodyWhoAsks, type Asker } from './asker.ts';
import { compileRelay, type Artifacts } from './relay-compile.ts';

let t: TestApp;
let server: TestServer;
let compiled: Artifacts;
let asker: Asker;
beforeAll(async () => {
  [compiled, t] = await Promise.all([compileRelay(), startTestApp()]);
  server = await t.listen();
  asker = await somebodyWhoAsks(t, server, 4);
});
afterAll(() => t?.stop());

// What Relay has against a schema or an answer it says as a warning.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});

let environment: Environment;
let socket: Client;
beforeEach(() => {
  const { authorization } = asker;
  socket = createClient({ url: server.wsUrl, webSocketImpl: WebSocket, connectionParams: { authorization } });
  const network = Network.create(
    async ({ text: query, name: operationName }, variables) => {
      const headers = { authorization, 'content-type': 'application/json' };
      const body = JSON.stringify({ query, operationName, variables });
      const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      return (await answer.json()) as GraphQLResponse;
    },
    ({ text, name: operationName }, variables) =>
      Observable.create<GraphQLResponse>((sink) => socket.subscribe({ query: text!, operationName, variables }, sink as never)),
  );
  environment = new Environment({ network, store: new Store(new RecordSource()) });
});
afterEach(() => socket.dispose());

/** Fetches the query, and hands back where a component finds its part of the answer. */
async function show(variables: Variables) {
  const operation = createOperationDescriptor(compiled.RequestsQuery!, variables);
  environment.retain(operation);
  await fetchQuery(environment, compiled.RequestsQuery!, variables).toPromise();
  const page = environment.lookup(operation.fragment).data as { node: { request: unknown } };
  return {
    list: getSingularSelector(compiled.Requests_list!, page)!,
    one: getSingularSelector(compiled.Requests_one!, page.node.request)!,
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
const read = (selector: SingularReaderSelector) => environment.lookup(selector).data as any;
const idsOf = (list: SingularReaderSelector) =>
  read(list).accessRequests.edges.map(({ node }: { node: { id: string } }) => node.id);

/** What `usePaginationFragment` does for `loadNext`. */
async function loadNext(list: SingularReaderSelector, count: number): Promise<void> {
  const { paginationRequest, paginationMetadata } = getPaginationMetadata(compiled.Requests_list!, 'Requests_list');
  const { endCursor, hasNextPage } = read(list).accessRequests.pageInfo;
  expect(hasNextPage).toBe(true);
  const variables = getPaginationVariables('forward', count, endCursor, list.owner.variables, {}, paginationMetadata);
  await fetchQuery(environment, paginationRequest as never, variables).toPromise();
}

it('goes on in a list page by page, and keeps all of it as one connection', async () => {
  const { list } = await show({ count: 3, id: asker.requests[0] });
  const first = idsOf(list);
  expect(first).toHaveLength(3);
  await loadNext(list, 3);
  expect(idsOf(list).slice(0, 3)).toEqual(first);
  expect(idsOf(list).toSorted()).toEqual(asker.requests.toSorted());
  expect(read(list).accessRequests.pageInfo.hasNextPage).toBe(false);
});

it('shows an event of a subscription wherever its object is shown', async () => {
  const id = asker.requests[1];
  const { one, list } = await show({ count: 4, id });
  const { liveCursor } = await t.query<{ liveCursor: string }>('{ liveCursor }', {}, { as: asker });
  const canceled = Promise.withResolvers<void>();
  const watched = environment.subscribe(environment.lookup(one), ({ data }) => {
    if ((data as { state?: string }).state === 'CANCELED') canceled.resolve();
  });
  const subscription = requestSubscription(environment, {
    subscription: compiled.RequestsChangedSubscription!,
    variables: { id, after: liveCursor },
    onError: canceled.reject,
  });
  expect(read(one).state).toBe('PENDING_APPROVAL');
  await t.query(CANCEL, { input: { requestId: id } }, { as: asker });
  await canceled.promise;
  const shown = read(list).accessRequests.edges.find((edge: { node: { id: string } }) => edge.node.id === id);
  expect(shown.node.state).toBe('CANCELED');
  watched.dispose();
  subscription.dispose();
});

it('fetches one object anew by its id', async () => {
  const id = asker.requests[2];
  const { one } = await show({ count: 1, id });
  await t.query(CANCEL, { input: { requestId: id } }, { as: asker });
  const { refetchableRequest } = getRefetchMetadata(compiled.Requests_one!, 'Requests_one');
  expect(read(one).state).toBe('PENDING_APPROVAL');
  await fetchQuery(environment, refetchableRequest as never, { id }).toPromise();
  expect(read(one).state).toBe('CANCELED');
});

it('takes what a mutation answers for the object it shows', async () => {
  const id = asker.requests[3];
  const { one } = await show({ count: 1, id });
  const answer = await new Promise((onCompleted, onError) =>
    commitMutation(environment, {
      mutation: compiled.RequestsCancelMutation!,
      variables: { input: { requestId: id } },
      onCompleted,
      onError,
    }),
  );
  expect(answer).toMatchObject({ cancelAccessRequest: { errors: [] } });
  expect(read(one).state).toBe('CANCELED');
});
