import { User } from '@gatehouse/schema/identity/user.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { BATCH } from '../batches.ts';
import { recordAll } from '../evidence.ts';
import { changedMeanwhile, type ImportSession } from '../session.ts';
import { assignments, changedFields, KNOWN, MANAGER_ID, type Spoken } from './person-changes.ts';

/** What became, or in a dry run would become, of the people of a file. */
export interface Outcome {
  created: number;
  changed: number;
  unchanged: number;
}

export interface WriteOptions {
  now: Date;
  /** Says what would happen and writes nothing. */
  dryRun: boolean;
  /** Is told after every batch how many people are done. */
  reached: (done: number) => void;
}

/** A staged person beside who they are here. */
type Standing = {
  seq: number;
  /** Null: somebody new. */
  id: string | null;
  /** What differs. */
  fields: string[];
  managerId: string | null;
};

/** Writes the staged people, managers before reports, in short transactions, each with its audit events. */
export async function writePeople(
  session: ImportSession,
  spoken: Spoken,
  { now, dryRun, reached }: WriteOptions,
): Promise<Outcome> {
  const outcome: Outcome = { created: 0, changed: 0, unchanged: 0 };
  let done = 0;
  for await (const batch of batches(session)) {
    const write = () => session.batch(() => writeBatch(session, spoken, batch, now));
    const standings = dryRun ? await compare(session, spoken, batch) : await write();
    for (const { id, fields } of standings) {
      if (id === null) outcome.created += 1;
      else if (fields.length > 0) outcome.changed += 1;
      else outcome.unchanged += 1;
    }
    reached((done += batch.length));
  }
  return outcome;
}

/** Staged people by level: nobody stands in the same batch as their manager. */
async function* batches(session: ImportSession): AsyncGenerator<number[]> {
  const [top] = await session.rows<{ levels: number | null }>('select max(level) as levels from import_person');
  for (let level = 1; level <= (top?.levels ?? 0); level += 1) {
    for (let after = 0; ;) {
      const rows = await session.rows<{ seq: number }>(
        'select seq from import_person where level = $1 and seq > $2 order by seq limit $3',
        [level, after, BATCH],
      );
      const last = rows.at(-1);
      if (!last) break;
      yield rows.map(({ seq }) => seq);
      after = last.seq;
    }
  }
}

function compare(session: ImportSession, spoken: Spoken, seqs: readonly number[]): Promise<Standing[]> {
  return session.rows<Standing>(
    `select p.seq, p.user_id as id, case when p.user_id is null then '{}' else ${changedFields(spoken)} end as fields, ${MANAGER_ID} as "managerId"
     from ${KNOWN} where p.seq = any($1::int[]) order by p.seq`,
    [seqs, spoken.attributeNames],
  );
}

async function writeBatch(session: ImportSession, spoken: Spoken, seqs: readonly number[], now: Date): Promise<Standing[]> {
  let standings = await compare(session, spoken, seqs);
  const different = standings.filter(({ id, fields }) => id !== null && fields.length > 0);
  if (different.length > 0) {
    await lock(session, different);
    // As they are now that nobody else can change them.
    standings = await compare(session, spoken, seqs);
  }
  await create(
    session,
    standings.filter(({ id }) => id === null),
    now,
  );
  await change(
    session,
    spoken,
    standings.filter(({ id, fields }) => id !== null && fields.length > 0),
    now,
  );
  return standings;
}

/** As everybody does who changes users: first the word of the managers' lines, then the rows in the order of their ids. */
async function lock(session: ImportSession, standings: readonly Standing[]): Promise<void> {
  if (standings.some(movesManager)) await session.run(`select pg_advisory_xact_lock(hashtextextended('manager-line:', 0))`);
  await session.run('select 1 from app_user where id = any($1) order by id for no key update', [standings.map(({ id }) => id)]);
}

async function create(session: ImportSession, standings: readonly Standing[], now: Date): Promise<void> {
  if (standings.length === 0) return;
  const ids = standings.map(() => newId(User));
  await session.run(
    `insert into app_user (id, created_at, updated_at, kind, name, email, department, job_title, region, manager_id, attributes, external_key)
     select n.id, $1, $1, 'MEMBER', coalesce(p.name, p.fallback_name), p.email, p.department, p.job_title, p.region,
       case when not p.keeps_manager then ${MANAGER_ID} end, nullif(p.attributes, '{}'::jsonb), p.key
     from unnest($2::int[], $3::text[]) as n(seq, id) join (${KNOWN}) on p.seq = n.seq`,
    [now, standings.map(({ seq }) => seq), ids],
  );
  await session.run(
    'insert into principal (id, created_at, user_id) select id, $1, user_id from unnest($2::text[], $3::text[]) as n(id, user_id)',
    [now, ids.map(() => newId(Principal)), ids],
  );
  await recordAll(
    session,
    now,
    ids.map((id) => ({ action: 'user.created', subject: { type: 'User', id }, targetId: id, details: { kind: 'MEMBER' } })),
  );
}

async function change(session: ImportSession, spoken: Spoken, standings: readonly Standing[], now: Date): Promise<void> {
  if (standings.length === 0) return;
  await session.run(
    `update app_user t set ${assignments(spoken)}, updated_at = $3, version = t.version + 1
     from ${KNOWN} where p.seq = any($1::int[]) and t.id = p.user_id and $2::text[] is not null`,
    [standings.map(({ seq }) => seq), spoken.attributeNames, now],
  );
  if (standings.some(movesManager)) await demandNoCircle(session, standings);
  await recordAll(
    session,
    now,
    standings.map(({ id, fields, managerId }) => ({
      action: 'user.updated',
      subject: { type: 'User', id: id! },
      targetId: id,
      details: { fields, ...(fields.includes('managerId') && { managerId }) },
    })),
  );
}

function movesManager({ fields }: Standing): boolean {
  return fields.includes('managerId');
}

/** The file alone makes no circle (its managers were lined up); together with what somebody changed meanwhile it might. */
async function demandNoCircle(session: ImportSession, standings: readonly Standing[]): Promise<void> {
  const circles = await session.rows(
    `with recursive up(start, at) as (
       select id, manager_id from app_user where id = any($1) and manager_id is not null
       union select up.start, u.manager_id from up join app_user u on u.id = up.at where u.manager_id is not null)
     select 1 from up where start = at limit 1`,
    [standings.filter(movesManager).map(({ id }) => id)],
  );
  if (circles.length > 0) throw changedMeanwhile();
}
