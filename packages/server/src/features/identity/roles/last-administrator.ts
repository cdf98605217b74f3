import { sql } from 'kysely';
import { nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { refused } from '../../../kernel/refused.ts';

/**
 * To be called before a change that may take somebody's administration away, and awaited again at its end: nobody could
 * give the role back where the last active administrator is gone. Two such changes wait for each other.
 *
 * @returns the check to make once the change is written.
 */
export async function keepAnAdministrator(change: Change, path: string[]): Promise<() => Promise<void>> {
  await lockWord(change, 'administrators');
  return async () => {
    await change.em.flush();
    const { rows } = await sql`
      with recursive ${nestedGroups(
        'administrators',
        sql`select group_id from deployment_role_assignment where role = 'ADMINISTRATOR' and group_id is not null`,
      )}
      select 1 from app_user u where u.state = 'ACTIVE' and (
        exists (select 1 from deployment_role_assignment d where d.user_id = u.id and d.role = 'ADMINISTRATOR')
        or exists (select 1 from administrators a join group_member m on m.group_id = a.group_id where m.user_id = u.id))
      limit 1`.execute(change.em.getKysely());
    if (rows.length === 0)
      throw refused('IN_USE', 'This would leave nobody who is an administrator. Name another one first.', path);
  };
}
