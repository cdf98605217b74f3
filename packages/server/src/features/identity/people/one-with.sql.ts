import { sql } from 'kysely';
import { type Sql } from '../../../kernel/read/sql.ts';

/**
 * Rows (id) of whoever else is one with these people: who answers for a service among them, and every service that one of them answers
 * for. A service does what its human has it do: nobody decides for themself by it (domain §4).
 */
export function oneWith(ids: Sql): Sql {
  const humans = sql`(select coalesce(i.responsible_id, i.id) as id from app_user i where i.id = any(${ids}))`;
  return sql`select one.id from (
    select human.id from ${humans} human union select s.id from ${humans} human join app_user s on s.responsible_id = human.id) one
    where one.id <> all(array_remove(${ids}, null))`;
}
