/** urql with what it does by itself: GET where a query fits into an address, and a cache by the types of the answers. */
import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';
import { somebodyWhoAsks } from './asker.ts';

let t: TestApp;
let server: TestServer;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
});
afterAll(() => t?.stop());

const LIST = gql`
  query Requests($filter: AccessRequestFilter) {
    accessRequests(first: 10, filter: $filter) {
      nodes {
        id
        state
      }
    }
  }
`;
const CANCEL = gql`
  mutation Cancel($input: CancelAccessRequestInput!) {
    cancelAccessRequest(input: $input) {
      accessRequest {
        id
        state
      }
      errors {
        code
      }
    }
  }
`;
const CHANGED = gql`
  subscription Changed($id: ID!, $after: String) {
    accessRequestChanged(id: $id, after: $after) {
      kind
      accessRequest {
        id
        state
      }
    }
  }
`;

/** Somebody whose request waits, with a client that notes by which method it asks. */
async function asker() {
  const { id, requests, authorization } = await somebodyWhoAsks(t, server, 1);
  const methods: string[] = [];
  const client = new Client({
    url: `${server.url}/graphql`,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers: { authorization } },
    fetchSubscriptions: true,
    fetch: (url, init) => {
      methods.push(init?.method ?? 'GET');
      return fetch(url, init);
    },
  });
  return { user: { id }, client, requestId: requests[0]!, methods };
}

it('asks by GET, changes by POST, and asks anew for what a change touches', async () => {
  const { client, requestId, methods } = await asker();
  const read = async () => (await client.query<Answer>(LIST, {}).toPromise()).data.accessRequests.nodes;
  expect(await read()).toMatchObject([{ id: requestId, state: 'PENDING_APPROVAL' }]);
  expect(await read()).toHaveLength(1);
  expect(methods).toEqual(['GET']);
  const changed = await client.mutation<Answer>(CANCEL, { input: { requestId } }).toPromise();
  expect(changed.data.cancelAccessRequest.errors).toEqual([]);
  expect(await read()).toMatchObject([{ id: requestId, state: 'CANCELED' }]);
  expect(methods).toEqual(['GET', 'POST', 'GET']);
});

it('asks by POST what does not fit into an address', async () => {
  const { client, requestId, methods } = await asker();
  const filter = { id: { in: [requestId, ...Array.from({ length: 99 }, (_one, at) => `req_${String(at).padStart(26, '0')}`)] } };
  const { data, error } = await client.query<Answer>(LIST, { filter }).toPromise();
  expect(error).toBeUndefined();
  expect(data.accessRequests.nodes).toHaveLength(1);
  expect(methods).toEqual(['POST']);
});

it('follows a subscription by fetch at the address of the streams', async () => {
  const { user, client, requestId } = await asker();
  const { liveCursor } = await t.query<{ liveCursor: string }>('{ liveCursor }', {}, { as: user });
  const told = Promise.withResolvers<Answer>();
  const { unsubscribe } = client
    .subscription<Answer>(CHANGED, { id: requestId, after: liveCursor }, { url: `${server.url}/graphql/stream` })
    .subscribe(({ data, error }) => {
      if (error) told.reject(error);
      // What had happened but was not yet handed out when the cursor was given may be told again.
      else if (data.accessRequestChanged.accessRequest.state === 'CANCELED') told.resolve(data.accessRequestChanged);
    });
  await client.mutation(CANCEL, { input: { requestId } }).toPromise();
  expect(await told.promise).toMatchObject({ kind: 'CHANGED', accessRequest: { id: requestId } });
  unsubscribe();
});
