import { User } from '@gatehouse/schema/identity/user.entity';
import { mayAnswer } from '@gatehouse/schema/rules/answering';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';

/** The id of whoever has this mail address and is not deleted, upper and lower case alike; null: nobody. */
export async function idByMail(em: EntityManager, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from app_user where lower(email) = lower(${email}) and state <> 'DELETED'`.execute(em.getKysely());
  return rows[0]?.id ?? null;
}

/**
 * Refuses a mail address that somebody else has who is not deleted; a twin in another change waits.
 * @throws NAME_TAKEN
 */
export async function demandFreeMail(change: Change, email: string, except?: string): Promise<void> {
  await lockWord(change, 'user-mail', email);
  const owner = await idByMail(change.em, email);
  if (owner !== null && owner !== except) throw refused('NAME_TAKEN', 'Somebody else has this mail address.', ['email']);
}

/**
 * The manager somebody is to have.
 * @param userId whose; null for somebody who is just being made.
 * @throws NOT_FOUND where there is no such user, CYCLE where the line of managers would come back to this person.
 */
export async function managerFor(change: Change, managerId: string, userId: string | null): Promise<User> {
  const manager = await change.em.findOne(User, { id: managerId, state: { $ne: 'DELETED' } });
  if (!manager) throw notFound('user', ['managerId']);
  if (userId === null) return manager;
  await lockWord(change, 'manager-line');
  if (await leads(change.em, userId, managerId)) {
    throw refused('CYCLE', 'Nobody can lead themself, not even through others.', ['managerId']);
  }
  return manager;
}

/** Is `userId` the same as `otherId`, or above them in the line of managers? */
async function leads(em: EntityManager, userId: string, otherId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive line(id) as (
      select ${otherId}::text collate "C"
      union select u.manager_id from line l join app_user u on u.id = l.id where u.manager_id is not null)
    select 1 from line where id = ${userId}`.execute(em.getKysely());
  return rows.length > 0;
}

/**
 * Who is to answer for a service.
 * @throws NOT_FOUND where there is no such user, INVALID where it is nobody who can answer
 */
export async function responsibleFor(change: Change, responsibleId: string): Promise<User> {
  const person = await change.em.findOne(User, { id: responsibleId, state: { $ne: 'DELETED' } });
  if (!person) throw notFound('user', ['responsibleId']);
  if (!mayAnswer(person)) throw refused('INVALID', 'Only an active member answers for a service.', ['responsibleId']);
  return person;
}
