import { type FastifyInstance } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { authenticate, type Authentication } from '../auth/authenticate.ts';
import { cookieIn } from '../auth/cookies.ts';
import { operationFor } from '../graphql/context.ts';
import { LIMITS } from '../graphql/limits.ts';
import { liveArguments, presentErrors, toldLive } from '../graphql/live-arguments.ts';
import { type Operation } from '../operation.ts';
import { OPERATIONS_PER_SOCKET } from './live-connections.ts';
import { refusalOf } from './origin-gate.ts';
import { newRequestId } from './request-scope.ts';
import { type Site } from './site.ts';

/** Both sides notice a dead line within this time, in milliseconds. */
const PING_MS = 12_000;
/** "Going away", as WebSocket names a server that stops. */
const GOING_AWAY = 1001;

/** What is known of a socket once it was opened. A type, because graphql-ws wants one that may be indexed. */
type Known = {
  who: Authentication;
  requestId: string;
  forget: () => void;
};
type SocketState = Extra & Partial<Known>;

/** graphql-transport-ws on `/graphql`. A socket ends with the session or token it was opened by. */
export function sockets(http: FastifyInstance, site: Site): void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.bodyBytes,
    handleProtocols: (protocols) => protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const done = useServer<Record<string, unknown>, Known>(
    {
      schema: site.schema,
      connectionInitWaitTimeout: 5_000,
      onConnect: ({ connectionParams, extra }) => connect(site, extra, connectionParams),
      onSubscribe: async (context, _id, payload) => {
        if (Object.keys(context.subscriptions).length > OPERATIONS_PER_SOCKET) {
          return [new GraphQLError('Too many operations are open on this socket.', { extensions: { code: 'RATE_LIMITED' } })];
        }
        const operation = await operationOf(site, context.extra);
        if (!operation) return [new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })];
        return liveArguments(site.schema, payload, operation);
      },
      onError: ({ extra }, _id, _payload, errors) => presentErrors(errors, scopeOf(site, extra)),
      onNext: ({ extra }, _id, _payload, args, result: ExecutionResult) =>
        toldLive(result, scopeOf(site, extra), args.contextValue as Operation),
      onClose: ({ extra }) => extra.forget?.(),
    },
    server,
    PING_MS,
  );
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that vanishes before or after the handshake is nothing to stumble over.
    socket.on('error', () => socket.destroy());
    const refusal = refusalOfUpgrade(site, request);
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    server.handleUpgrade(request, socket, head, (opened) => {
      server.emit('connection', opened, request);
      // What a client sends wrong is the client's affair: by itself graphql-ws prints it as an error of ours.
      opened.removeAllListeners('error').on('error', () => opened.terminate());
    });
  };
  http.server.on('upgrade', upgrade);
  http.addHook('preClose', async () => {
    for (const client of server.clients) client.close(GOING_AWAY, 'Going away');
    await done.dispose();
  });
}

function refusalOfUpgrade({ phase, addresses }: Site, request: IncomingMessage): { status: number } | null {
  if (phase === 'CLOSING') return { status: 503 };
  return request.url?.split('?')[0] === '/graphql' ? refusalOf(request, addresses) : { status: 404 };
}

/** The token of a first message: clients write the header's name either way, by itself or under `headers`. */
function authorizationIn(parameters: Readonly<Record<string, unknown>> = {}): string | null {
  const headers = (parameters.headers ?? {}) as Record<string, unknown>;
  const named = [parameters.authorization, parameters.Authorization, headers.authorization, headers.Authorization];
  return named.find((one) => typeof one === 'string') ?? null;
}

/** Identifies whoever opened a socket by its first message or by their cookie. Nobody: closed as "Forbidden". */
async function connect(
  site: Site,
  extra: SocketState,
  parameters: Readonly<Record<string, unknown>> | undefined,
): Promise<boolean> {
  const authorization = authorizationIn(parameters);
  const session = cookieIn(extra.request.headers.cookie, site.cookie.name);
  const who = await authenticate(site.app, { session, authorization }).catch((error: unknown) => {
    if (error instanceof GraphQLError) return null;
    throw error;
  });
  if (!who) return false;
  if (site.live.full(who)) {
    // A code after which clients do not try again by themselves.
    extra.socket.close(CloseCode.TooManyInitialisationRequests, 'Too many live connections');
    return false;
  }
  extra.who = who;
  extra.requestId = newRequestId();
  extra.forget = site.live.add(who, (reason) => {
    if (reason === 'GOING_AWAY') extra.socket.close(GOING_AWAY, 'Going away');
    else extra.socket.close(CloseCode.Forbidden, 'Signed out');
  });
  return true;
}

/** An operation of the socket's owner as they are now; null where they are no longer signed in. */
async function operationOf({ app }: Site, { who, requestId }: SocketState): Promise<Operation | null> {
  const viewer = who && (await who.renew());
  return viewer ? { ...operationFor(app, viewer, requestId), renew: who.renew, tokenId: who.tokenId } : null;
}

function scopeOf({ app }: Site, { requestId = newRequestId() }: SocketState) {
  return { requestId, log: app.log };
}
