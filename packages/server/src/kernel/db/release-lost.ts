import { type Pool, type PoolClient } from 'pg';

/**
 * Gives the place of a connection back to its pool as soon as the connection is lost, even while somebody holds it.
 *
 * Kysely (0.29) releases the connection of a transaction only after its commit or rollback succeeded, which on a lost
 * connection never happens: every transaction that a database takes down with it would keep its place for good, until the
 * pool is empty and the server deaf.
 */
export function releaseLost(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    // Told while it is being closed, it has nobody left to listen, and an error nobody hears ends the process.
    client.on('error', () => undefined);
    client.once('end', () => {
      if (!held.has(client)) return;
      const { release } = client;
      // Its holder gives it back too, in its own time, and a pool takes nothing twice.
      client.release = () => undefined;
      release(true);
    });
  });
}
