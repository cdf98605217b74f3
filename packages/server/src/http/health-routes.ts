import { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { migrations } from '../db/migrate.ts';
import { RETRY_AFTER_SECONDS } from '../graphql/errors.ts';
import { type Site } from './site.ts';

/** `/healthz`: this process answers. `/readyz`: it can do its work, because the database is there and migrated. */
export async function healthRoutes(http: FastifyInstance, { app }: Site): Promise<void> {
  const expected = (await migrations()).map(({ name }) => name);
  http.get('/healthz', () => ({ status: 'alive' }));
  http.get('/readyz', async (_request, reply) => {
    const problem = await notReady();
    if (!problem) return { status: 'ready' };
    return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ status: 'not ready', reason: problem });
  });

  async function notReady(): Promise<string | null> {
    try {
      const { rows } = await sql<{ name: string }>`select name from schema_migration`.execute(app.orm.em.fork().getKysely());
      const present = new Set(rows.map(({ name }) => name));
      return expected.every((name) => present.has(name)) ? null : 'The database is not migrated to this version.';
    } catch {
      return 'The database cannot be reached.';
    }
  }
}
