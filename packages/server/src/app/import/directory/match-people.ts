import type { OnProblem } from '../problem.ts';
import type { ImportSession } from '../session.ts';

/**
 * Finds who of the file is known here: by the key, else by the mail address of somebody who has no key yet and was made by hand
 * and holds no role: whoever writes the file would otherwise choose where the sign-in of an administrator goes.
 * Rows that cannot be somebody are listed and left out. Reads the directory, writes only the staging table.
 */
export async function matchPeople(session: ImportSession, onProblem: OnProblem): Promise<void> {
  await session.run('update import_person p set user_id = u.id from app_user u where u.external_key = p.key');
  const deleted = session.rows<{ line: number }>(
    `delete from import_person p using app_user u where u.id = p.user_id and u.state = 'DELETED' returning p.line`,
  );
  for (const { line } of byLine(await deleted)) {
    onProblem({ line, reason: 'This person was deleted here. Restore them first if they are back.' });
  }
  await session.run(
    `update import_person p set user_id = u.id from app_user u
     where p.user_id is null and p.email is not null
       and lower(u.email) = lower(p.email) and u.state <> 'DELETED' and u.external_key is null`,
  );
  const powerful = session.rows<{ line: number }>(
    `with recursive carrier(group_id) as (
       select group_id from deployment_role_assignment where group_id is not null
       union select group_id from catalog_role_assignment where group_id is not null
       union select m.member_group_id from group_member m join carrier c on c.group_id = m.group_id where m.member_group_id is not null)
     delete from import_person p using app_user u
     where u.id = p.user_id and u.external_key is null and (
       exists (select 1 from deployment_role_assignment r where r.user_id = u.id)
       or exists (select 1 from catalog_role_assignment r where r.user_id = u.id)
       or exists (select 1 from group_member m join carrier c on c.group_id = m.group_id where m.user_id = u.id))
     returning p.line`,
  );
  for (const { line } of byLine(await powerful)) {
    onProblem({
      line,
      reason:
        'Somebody here has this mail address, no key yet, and a role. A file does not take over whoever holds a role: take it away first, import, and give it back.',
    });
  }
  const taken = session.rows<{ line: number }>(
    `delete from import_person p using app_user u
     where p.email is not null and lower(u.email) = lower(p.email) and u.state <> 'DELETED' and u.id is distinct from p.user_id
     returning p.line`,
  );
  for (const { line } of byLine(await taken)) onProblem({ line, reason: 'Somebody else here has this mail address.' });
}

function byLine<T extends { line: number }>(rows: T[]): T[] {
  return rows.sort((a, b) => a.line - b.line);
}
