import { type TokenScope } from '@gatehouse/schema/rules/vocabulary';
import { startSession } from '@gatehouse/server/features/identity/sign-in/start-session';
import { inChange } from '@gatehouse/server/kernel/change';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { createHttpServer } from '@gatehouse/server/kernel/http/server';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type App } from '@gatehouse/server/kernel/operation';
import { type AddressInfo } from 'node:net';
import { principalOf } from './principal.ts';
import { tokenFor } from './token.ts';

/** The answer to a GraphQL operation over HTTP. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
  body: any;
}

/** An application that listens. */
export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** The socket's address. */
  wsUrl: string;
  /** Headers that make a request somebody's, by a session of their own. */
  signIn(user: { id: string }): Promise<{ cookie: string }>;
  /** A token of somebody's, usable at once. */
  token(user: { id: string }, scope?: TokenScope, catalogIds?: string[]): Promise<string>;
  /** Sends an operation by POST. */
  post(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Lets an application listen on a free port of this machine. */
export async function listen(app: App): Promise<TestServer> {
  const { http, site } = await createHttpServer(app, gatehouseSchema());
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  app.config = Object.freeze({ ...app.config, port });
  return {
    url,
    wsUrl: `ws://127.0.0.1:${port}/graphql`,
    async signIn(user) {
      const { secret } = await inChange(systemOperation(app, app.now()), async (change) =>
        startSession(change, await principalOf(change.em, user), 'LINK', 'test'),
      );
      return { cookie: `${site.cookie.name}=${secret}` };
    },
    token: (user, scope, catalogIds) => tokenFor(app, user, scope, catalogIds),
    async post(query, { variables, headers } = {}) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: answer.status, headers: answer.headers, body: await answer.json() };
    },
    close: () => http.close().then(() => undefined),
  };
}
