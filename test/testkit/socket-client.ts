import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { TestSubscription } from './subscription.ts';

/** How a socket ended. */
export interface Closed {
  code: number;
  reason: string;
}

/** One GraphQL socket of a test. */
export interface TestSocket {
  /** Resolves when the server has accepted it; rejects with how it was closed instead. */
  opened: Promise<void>;
  closed: Promise<Closed>;
  subscribe<T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): TestSubscription<T>;
  client: Client;
}

/** Opens a socket with these headers (a browser's cookie, an origin) and this first message (a tool's token). */
export function openSocket(
  url: string,
  headers: Record<string, string>,
  connectionParams: Record<string, unknown> = {},
): TestSocket {
  const [opened, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<Closed>()];
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers });
    }
  }
  const client = createClient({
    url,
    webSocketImpl: WithHeaders,
    lazy: false,
    retryAttempts: 0,
    connectionParams,
    onNonLazyError: () => undefined,
    on: {
      connected: () => opened.resolve(),
      closed: (event) => {
        const { code = 0, reason = '' } = event as Partial<Closed>;
        closed.resolve({ code, reason });
        opened.reject(new Error(`closed with ${code} ${reason}`));
      },
    },
  });
  // A test that waits for the end alone need not wait for the beginning.
  opened.promise.catch(() => undefined);
  return {
    opened: opened.promise,
    closed: closed.promise,
    subscribe: (query, variables) => new TestSubscription(client.iterate({ query, variables }) as never),
    client,
  };
}
