import { sql } from 'kysely';
import { goodSession, idleSince, SESSION } from '../auth/good-session.sql.ts';
import { type Authentication } from '../auth/authenticate.ts';
import { type App } from '../operation.ts';

/** Why an open connection is ended: its owner is no longer signed in, or the server stops. */
export type EndReason = 'SIGNED_OUT' | 'GOING_AWAY';

/** A socket or event stream that stays open, and by what its owner was identified. */
interface LiveConnection {
  principalId: string;
  sessionId: string | null;
  tokenId: string | null;
  end(reason: EndReason): void;
}

/** How long a connection may outlive its session or token, in milliseconds. Promised to clients: within a second. */
const WATCH_MS = 500;

/** How many connections of one person this replica keeps open: a socket for each tab of their browsers, and some to spare. */
export const LIVE_PER_PERSON = 30;
/** What one socket may have open at a time. */
export const OPERATIONS_PER_SOCKET = 50;
/** What somebody is told who has more than that. */
export const TOO_MANY_LIVE = `You have ${LIVE_PER_PERSON} live connections open; close one first.`;

/**
 * The open sockets and streams of this replica. While there are any, their sessions and tokens are looked at twice a second
 * in one statement, so that an end by anybody on any replica, a revocation, a block or an expiry closes them.
 */
export class LiveConnections {
  readonly #app: App;
  readonly #open = new Set<LiveConnection>();
  #timer: NodeJS.Timeout | null = null;
  #looking = false;

  constructor(app: App) {
    this.#app = app;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Does somebody have as many connections as one person may? */
  full({ viewer }: Pick<Authentication, 'viewer'>): boolean {
    let count = 0;
    for (const { principalId } of this.#open) if (principalId === viewer.principalId) count += 1;
    return count >= LIVE_PER_PERSON;
  }

  /** Watches a connection until the function that is returned is called. */
  add({ viewer, tokenId }: Pick<Authentication, 'viewer' | 'tokenId'>, end: (reason: EndReason) => void): () => void {
    const connection: LiveConnection = { principalId: viewer.principalId, sessionId: viewer.sessionId, tokenId, end };
    this.#open.add(connection);
    this.#timer ??= setInterval(() => void this.#look(), WATCH_MS);
    return () => {
      this.#open.delete(connection);
      if (this.#open.size === 0) this.#rest();
    };
  }

  /** Ends everything that is open, because the server stops. */
  endAll(): void {
    for (const connection of this.#open) connection.end('GOING_AWAY');
    this.#open.clear();
    this.#rest();
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const good = await this.#stillGood();
      for (const connection of this.#open) {
        const proof = connection.sessionId ?? connection.tokenId;
        if (proof !== null && !good.has(proof) && this.#open.delete(connection)) connection.end('SIGNED_OUT');
      }
    } catch (error) {
      // Without the database nobody can be asked; every event is authorized on its own anyway.
      this.#app.log.debug({ err: error }, 'open connections could not be checked');
    } finally {
      this.#looking = false;
    }
  }

  /** Ids of sessions and tokens that are good now. Those that were opened while it was asked are not in question. */
  async #stillGood(): Promise<Set<string>> {
    const asked = new Set(this.#open);
    const ids = (pick: (one: LiveConnection) => string | null) => [...asked].map(pick).filter((id) => id !== null);
    const now = this.#app.now();
    const { rows } = await sql<{ id: string }>`
      select s.id from session s join principal p on p.id = s.principal_id join app_user u on u.id = p.user_id
      where s.id = any(${ids((one) => one.sessionId)}::text[]) and ${goodSession(SESSION, now, idleSince(this.#app, now))} and u.state in ('ACTIVE', 'PROSPECT')
      union all
      select t.id from api_token t join principal p on p.id = t.principal_id join app_user u on u.id = p.user_id
      where t.id = any(${ids((one) => one.tokenId)}::text[]) and t.revoked_at is null and t.expires_at > ${now} and u.state in ('ACTIVE', 'PROSPECT')`.execute(
      this.#app.orm.em.fork().getKysely(),
    );
    const good = new Set(rows.map(({ id }) => id));
    for (const late of this.#open) if (!asked.has(late)) good.add(late.sessionId ?? late.tokenId ?? '');
    return good;
  }
}
