import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Do the rules about mail domains shut people of this domain out? Null: somebody without a mail address. As `domainShutOut` says it. */
export async function isShutOut(em: EntityManager, domain: string | null): Promise<boolean> {
  const { rows } = await sql<{ out: boolean }>`select domain_shut_out(${domain}) as out`.execute(em.getKysely());
  return rows[0]?.out ?? false;
}
