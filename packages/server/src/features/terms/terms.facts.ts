import { type EntityManager } from '@mikro-orm/postgresql';
import { type UserKind } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';

/** Ids of what somebody has to accept and has not: for people from outside, the newest notice of privacy (domain §10). */
export async function termsDue(em: EntityManager, { id, kind }: { id: string; kind: UserKind }): Promise<string[]> {
  if (kind !== 'GUEST') return [];
  const { rows } = await sql<{ id: string }>`
    select t.id from terms t
    where t.kind = 'PRIVACY_NOTICE' and t.number = (select max(n.number) from terms n where n.kind = t.kind)
      and not exists (select 1 from terms_acceptance a where a.user_id = ${id} and a.terms_id = t.id)`.execute(em.getKysely());
  return rows.map((row) => row.id);
}
