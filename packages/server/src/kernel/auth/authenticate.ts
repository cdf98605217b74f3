import { sql } from 'kysely';
import { loadViewer, type Identification, type Identified } from '../authz/load-viewer.ts';
import { type Viewer } from '../authz/viewer.ts';
import { type App } from '../operation.ts';
import { unauthenticated } from '../refused.ts';
import { idleSince } from './good-session.sql.ts';
import { hashSecret, TOKEN_PREFIX } from './secrets.ts';
import { lookAtSecret, rotateSecret } from './session-secret.ts';

/** What somebody showed to say who they are. */
export interface Credentials {
  /** The value of the session cookie. */
  session?: string | null;
  /** The value of an `Authorization` header, or of `connectionParams.authorization`. */
  authorization?: string | null;
}

/** Somebody who was identified, and the way to identify them anew by the same session or token. */
export interface Authentication {
  viewer: Viewer;
  tokenId: string | null;
  renew: () => Promise<Viewer | null>;
  /** Gives the session another secret, where it is time for that; whoever can hand it to the browser calls it. */
  rotate: (() => Promise<string | null>) | null;
}

/** How exactly "last used" is kept, in milliseconds: writing it at every request would be a write per read. */
const LAST_USED_MS = 60_000;

/**
 * Who is there. Nobody (null) where nothing was shown or a session has ended, so that the sign-in page can be read.
 * A token that is no good is refused instead: a tool must learn of it.
 * @throws GraphQLError UNAUTHENTICATED for a bad token
 */
export async function authenticate(app: App, credentials: Credentials): Promise<Authentication | null> {
  const who = identificationIn(app, credentials);
  if (!who) return null;
  const found = await loadViewer(app.orm.em.fork(), who, app.now());
  if (!found) {
    if (who.by === 'token') throw unauthenticated();
    return null;
  }
  const shown = { found, secretHash: who.secretHash };
  const fate = await lookAtSecret(app, shown);
  if (fate === 'OVER') return null;
  await noteUse(app, found);
  const { viewer, tokenId } = found;
  return {
    viewer,
    tokenId,
    renew: async () => (await loadViewer(app.orm.em.fork(), again(app, who, viewer.sessionId), app.now()))?.viewer ?? null,
    rotate: fate === 'ROTATE' ? () => rotateSecret(app, shown) : null,
  };
}

type Secret = Extract<Identification, { secretHash: string }>;

/** What is open outlives the secret that opened it, and ends with its session. */
function again(app: App, who: Secret, sessionId: string | null): Identification {
  return sessionId === null ? who : { by: 'sessionId', sessionId, idleSince: idleSince(app, app.now()) };
}

function identificationIn(app: App, { session, authorization }: Credentials): Secret | null {
  if (authorization) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token?.startsWith(TOKEN_PREFIX)) throw unauthenticated();
    return { by: 'token', secretHash: hashSecret(token) };
  }
  return session ? { by: 'session', secretHash: hashSecret(session), idleSince: idleSince(app, app.now()) } : null;
}

async function noteUse(app: App, { viewer, tokenId, lastUsedMs }: Identified): Promise<void> {
  const now = app.now();
  if (lastUsedMs !== null && now.getTime() - lastUsedMs < LAST_USED_MS) return;
  const { sessionId } = viewer;
  const kysely = app.orm.em.fork().getKysely();
  if (sessionId)
    await sql`update session set last_seen_at = ${now} where id = ${sessionId} and last_seen_at < ${now}`.execute(kysely);
  if (tokenId) await sql`update api_token set last_used_at = ${now} where id = ${tokenId}`.execute(kysely);
}
