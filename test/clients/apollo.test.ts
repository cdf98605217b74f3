/** Apollo Client against a running server: its cache by id, pages, and the persisted queries that it can do without. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';
import { somebodyWhoAsks, type Asker } from './asker.ts';

let t: TestApp;
let server: TestServer;
let asker: Asker;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
  asker = await somebodyWhoAsks(t, server, 3);
});
afterAll(() => t?.stop());

const LIST = gql`
  query Requests($first: Int!, $after: String) {
    accessRequests(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          state
        }
      }
      pageInfo {
        endCursor
        hasNextPage
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
        message
      }
    }
  }
`;
const ME = gql`
  query Me {
    viewer {
      user {
        id
        name
      }
    }
  }
`;

/** A client as its guide makes one, that notes what it sends. */
function apollo(...before: ApolloLink[]) {
  const sent: { method: string; query: boolean; hash: boolean; status: number }[] = [];
  const http = new HttpLink({
    uri: `${server.url}/graphql`,
    headers: { authorization: asker.authorization },
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      const { searchParams } = new URL(String(url));
      const body = init?.body ? JSON.parse(String(init.body)) : Object.fromEntries(searchParams);
      const { method = 'GET' } = init ?? {};
      sent.push({ method, query: 'query' in body, hash: /persistedQuery/.test(JSON.stringify(body)), status: answer.status });
      return answer;
    },
  });
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { accessRequests: relayStylePagination() } } } });
  return { client: new ApolloClient({ link: ApolloLink.from([...before, http]), cache }), sent };
}

describe('Apollo Client', () => {
  it('adds page after page to one list, and shows what a mutation answers wherever its object is', async () => {
    const { client } = apollo();
    const { data } = await client.query<Answer>({ query: LIST, variables: { first: 2 } });
    expect(data.accessRequests.edges).toHaveLength(2);
    const list = client.watchQuery<Answer>({ query: LIST, variables: { first: 2 } });
    const subscription = list.subscribe(() => undefined);
    await list.fetchMore({ variables: { after: data.accessRequests.pageInfo.endCursor } });
    const shown = () => list.getCurrentResult().data.accessRequests.edges.map(({ node }: Answer) => node);
    const idsOf = (nodes: Answer[]) => nodes.map(({ id }) => id).toSorted();
    await expect.poll(() => idsOf(shown())).toEqual(asker.requests.toSorted());
    const [requestId] = asker.requests;
    await client.mutate({ mutation: CANCEL, variables: { input: { requestId } } });
    await expect.poll(() => shown().find(({ id }: Answer) => id === requestId).state).toBe('CANCELED');
    subscription.unsubscribe();
    client.stop();
  });

  it.each([false, true])('sends its documents once it has learned that hashes are not enough (GET: %s)', async (byGet) => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const { client, sent } = apollo(new PersistedQueryLink({ sha256, useGETForHashedQueries: byGet }));
    const ask = () => client.query<Answer>({ query: ME, fetchPolicy: 'network-only' });
    const first = await ask();
    expect(first.data.viewer.user.name).toBe(asker.name);
    expect(await ask()).toEqual(first);
    const document = { method: 'POST', query: true, hash: false, status: 200 };
    const hash = { method: byGet ? 'GET' : 'POST', query: false, hash: true, status: 400 };
    expect(sent).toEqual([hash, document, document]);
    client.stop();
  });
});

describe('a hash instead of a document', () => {
  const hashed = (headers: Record<string, string>) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    });

  it.each([
    ['application/graphql-response+json', 400],
    ['application/json', 200],
  ])('is told so by the code and the words that clients know, as %s with status %i', async (accept, status) => {
    const answer = await hashed({ accept, authorization: asker.authorization });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });

  it('is no mistake that makes somebody wait who is not signed in', async () => {
    for (let count = 0; count < 70; count += 1) expect((await hashed({})).status).toBe(200);
  });
});
