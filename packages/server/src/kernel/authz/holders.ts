import { type EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { nestedGroups } from './nested-groups.sql.ts';

/**
 * The active people behind a list of holders, by id: those named themselves, and everyone in the groups named, nested
 * groups all the way down. Whoever is blocked or deleted is left out.
 *
 * @param holders a query of (user_id, group_id), one of them null in each row.
 */
export async function activePeople(em: EntityManager, holders: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive holder (user_id, group_id) as (${holders}),
      ${nestedGroups('held_by', sql`select group_id from holder where group_id is not null`)},
      person (id) as (
        select user_id from holder where user_id is not null
        union select m.user_id from held_by h join group_member m on m.group_id = h.group_id where m.user_id is not null)
    select u.id from person p join app_user u on u.id = p.id where u.state = 'ACTIVE' order by u.id`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

/** Everyone who is an administrator now. */
export function administrators(em: EntityManager): Promise<string[]> {
  return activePeople(em, sql`select user_id, group_id from deployment_role_assignment where role = 'ADMINISTRATOR'`);
}
