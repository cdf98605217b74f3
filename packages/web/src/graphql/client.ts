import { cacheExchange, Client, fetchExchange, mapExchange } from 'urql';
import { noteHttp } from './connection.ts';
import { isUnreached, keepShown } from './keep-shown.ts';
import { whole } from './whole.ts';

/** Where somebody goes whose session has ended. Set by the router, so that the client knows no routes. */
let onSignedOut: () => void = () => undefined;

/** Says what to do when the server answers that nobody is signed in any more. */
export function whenSignedOut(go: () => void): void {
  onSignedOut = go;
}

/** The codes of the errors that stand in `errors` rather than in a payload. */
export function errorCode(
  error: { graphQLErrors: readonly { extensions?: { code?: unknown } }[] } | null | undefined,
): string | null {
  const code = error?.graphQLErrors[0]?.extensions?.code;
  return typeof code === 'string' ? code : null;
}

/** A client with an empty cache: one per signed-in person, so that nobody sees what the one before them read. */
export function newClient(): Client {
  const keep = keepShown();
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult(result) {
          noteHttp(!isUnreached(result));
          return keep(whole(result));
        },
        onError(error) {
          if (errorCode(error) === 'UNAUTHENTICATED') onSignedOut();
        },
      }),
      fetchExchange,
    ],
  });
}
