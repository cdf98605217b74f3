import pg from 'pg';
import { KEPT_ALIVE } from '../limits.ts';

/** Advisory locks of the database `gatehouse`, arbitrary but fixed: the owner's, exclusive; the guests', shared. */
const OWNER_KEY = 7_104_201_801;
const GUEST_KEY = 7_104_201_802;

/** A connection that stands for a process: while it is open the process is there, when the process dies the lock is free. */
export interface Presence {
  /** Resolves when the connection is lost without having been left. */
  lost: Promise<void>;
  /** Waits until no guest is left, and admits no new one. */
  outlastGuests(): Promise<void>;
  leave(): Promise<void>;
}

/**
 * Announces this process as the owner of the database. The system itself frees the lock of a killed owner, so nothing can fool it:
 * no reused process id, no other container.
 * @returns null when another living process is the owner
 */
export async function becomeOwner(adminUrl: string): Promise<Presence | null> {
  const client = await connect(adminUrl, 'gatehouse owner');
  // A killed owner's lock goes with its connection, a moment after its death.
  await client.query(`SET lock_timeout = '3s'`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [OWNER_KEY]);
  } catch (error) {
    await client.end();
    if ((error as { code?: string }).code === '55P03') return null;
    throw error;
  }
  await client.query(`SET lock_timeout = 0`);
  return presenceOf(client);
}

/** Announces this process as a guest of the database that another one owns. */
export async function becomeGuest(adminUrl: string): Promise<Presence> {
  const client = await connect(adminUrl, 'gatehouse guest');
  await client.query('SELECT pg_advisory_lock_shared($1)', [GUEST_KEY]);
  return presenceOf(client);
}

async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ ...KEPT_ALIVE, connectionString: url, application_name: name });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function presenceOf(client: pg.Client): Presence {
  let leaving = false;
  const lost = new Promise<void>((resolve) => client.once('end', () => !leaving && resolve()));
  return {
    lost,
    outlastGuests: async () => {
      await client.query('SELECT pg_advisory_lock($1)', [GUEST_KEY]).catch(() => undefined);
    },
    leave: async () => {
      leaving = true;
      await client.end().catch(() => undefined);
    },
  };
}
