import { type User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { set } from '../../../kernel/set.ts';

/** What the audit and the histories call somebody who was erased: there is nothing else to know. */
const FORMER: Readonly<Record<'GUEST' | 'PROSPECT', string>> = { GUEST: 'A former guest', PROSPECT: 'Somebody from outside' };

/** Where it is kept how somebody signed in. */
const OF_PRINCIPAL = ['session', 'external_identity', 'sign_in_link'] as const;

/**
 * Erases what is known of somebody as a person, with the salt of what they wrote: the trail stays whole and names the id alone (domain
 * §12). Their texts go with `userErased`. They must have been deleted; nobody brings them back.
 */
export async function erasePerson(change: Change, user: User, as: keyof typeof FORMER): Promise<void> {
  set(user, {
    name: FORMER[as],
    email: null,
    department: null,
    jobTitle: null,
    region: null,
    manager: null,
    attributes: null,
    externalKey: null,
    emailProvedAt: null,
    evidenceSalt: null,
    erasedAt: change.now,
  });
  await change.em.flush();
  for (const table of OF_PRINCIPAL) {
    await sql`delete from ${sql.table(table)} where principal_id in (select p.id from principal p where p.user_id = ${user.id})`.execute(
      change.em.getKysely(),
    );
  }
  change.audit({ action: 'user.erased', subject: { type: 'User', id: user.id }, targetId: user.id });
  await change.publish({ name: 'userErased', userId: user.id });
}
