import { LIMITS } from '@gatehouse/schema/shared/limits';
import type { OnProblem } from '../problem.ts';
import type { ImportSession } from '../session.ts';

/** Where a chain of managers stands: a known person by their id, somebody new by their key. */
const NODE = `coalesce(p.user_id, '=' || p.key)`;

/**
 * Makes sense of the managers of the file: codes that nobody has become people of their own, those that cannot be are listed,
 * and everybody gets a level, so that a manager is written before their reports wherever their row stands.
 * Reads the directory, writes only temporary tables.
 * @returns how many people were made of mere codes
 */
export async function lineManagers(session: ImportSession, hasManagers: boolean, onProblem: OnProblem): Promise<number> {
  if (!hasManagers) {
    await session.run('update import_person set level = 1');
    return 0;
  }
  await refuseDeletedManagers(session, onProblem);
  const made = await makePeopleOfCodes(session);
  await drawLines(session);
  while (!(await setLevels(session))) await cutCircles(session, onProblem);
  await session.run(`update import_person p set level = l.level from import_line l where l.node = ${NODE}`);
  await session.run('drop table import_line; analyze import_person');
  return made;
}

async function refuseDeletedManagers(session: ImportSession, onProblem: OnProblem): Promise<void> {
  const rows = await session.rows<{ line: number }>(
    `update import_person p set keeps_manager = true from app_user u
     where u.external_key = p.manager and u.state = 'DELETED' returning p.line`,
  );
  for (const { line } of rows) onProblem({ line, reason: 'The manager was deleted here; the rest of the row was taken in.' });
}

function makePeopleOfCodes(session: ImportSession): Promise<number> {
  return session.run(
    `insert into import_person (seq, key, fallback_name)
     select (select coalesce(max(seq), 0) from import_person) + row_number() over (order by min(p.seq)), p.manager, left(p.manager, $1)
     from import_person p
     where p.manager is not null and not p.keeps_manager
       and not exists (select 1 from import_person s where s.key = p.manager)
       and not exists (select 1 from app_user u where u.external_key = p.manager)
     group by p.manager`,
    [LIMITS.name],
  );
}

/** Who leads whom once the file is in: what the file says, and beyond it what the directory says. */
async function drawLines(session: ImportSession): Promise<void> {
  await session.run(`
    create temporary table import_line (node text collate "C" primary key, above text collate "C", level int);
    insert into import_line (node, above)
    select ${NODE}, case
      when p.keeps_manager then u.manager_id
      when p.manager is not null then coalesce(s.user_id, '=' || s.key, m.id) end
    from import_person p
    left join app_user u on u.id = p.user_id
    left join import_person s on s.key = p.manager
    left join app_user m on m.external_key = p.manager`);
  await session.run(`
    with recursive up(id) as (
      select above from import_line where above is not null and above not like '=%'
      union select u.manager_id from up join app_user u on u.id = up.id where u.manager_id is not null)
    insert into import_line (node, above) select u.id, u.manager_id from up join app_user u on u.id = up.id
    on conflict do nothing`);
  await session.run('create index on import_line (above) where level is null; analyze import_line');
}

/** @returns false where some are left over: they lead each other in a circle, or are led by those who do */
async function setLevels(session: ImportSession): Promise<boolean> {
  await session.run('update import_line set level = 1 where above is null');
  for (let level = 1, set = 1; set > 0; level += 1) {
    set = await session.run(
      `update import_line l set level = a.level + 1 from import_line a
       where l.level is null and a.node = l.above and a.level = $1`,
      [level],
    );
  }
  const [left] = await session.rows('select 1 from import_line where level is null limit 1');
  return left === undefined;
}

/** Those in a circle keep the managers they have, which have none. */
async function cutCircles(session: ImportSession, onProblem: OnProblem): Promise<void> {
  const cut = await session.rows<{ line: number; node: string }>(`
    with recursive walk(start, at) as (
      select node, above from import_line where level is null
      union select w.start, l.above from walk w join import_line l on l.node = w.at and l.level is null)
    update import_person p set keeps_manager = true
    from walk w where w.start = w.at and w.start = ${NODE} and p.manager is not null and not p.keeps_manager
    returning p.line, ${NODE} as node`);
  for (const { line } of cut.sort((a, b) => a.line - b.line)) {
    onProblem({ line, reason: 'The managers lead in a circle back to this person; the rest of the row was taken in.' });
  }
  // A circle that the directory had before cannot be this file's to mend.
  if (cut.length === 0) await session.run('update import_line set above = null where level is null');
  await session.run(
    `update import_line l set above = (select u.manager_id from app_user u where u.id = l.node) where l.node = any($1)`,
    [cut.map(({ node }) => node)],
  );
}
