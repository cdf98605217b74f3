import { User } from '@gatehouse/schema/identity/user.entity';
import { prospectErasedAt, type ProspectFacts } from '@gatehouse/schema/rules/guest-lifecycle';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { type App } from '../../../kernel/operation.ts';
import { isoTime } from '../../../kernel/read/sql.ts';
import { erasePerson } from '../people/erase-person.ts';
import { leave } from '../people/leave.ts';
import { keepAnAdministrator } from '../roles/last-administrator.ts';
import { length } from './due.sql.ts';
import { type DuePerson, type Place } from './each-person.ts';
import { isSpared, sparedBy } from './spared.sql.ts';

const BATCH = 100;
const PERSON = sql.ref('u.id');
const PENDING = sql`exists (select 1 from access_request r where r.target_id = u.id and r.state = any(${[...PENDING_REQUEST_STATES]}::text[]))`;
const LAST_CLOSED = sql`(select max(coalesce(r.closed_at, r.created_at)) from access_request r where r.target_id = u.id)`;
const LAST_SEEN = sql`coalesce(u.email_proved_at, u.created_at)`;

/** Prospects nobody waits for any more, by when they were last here or closed their last request. */
export async function prospectsDue({ orm }: App, now: Date, after: Place | null): Promise<DuePerson[]> {
  const { rows } = await sql<DuePerson>`
    select p.at, p.id, p.id as "userId" from (
      select u.id, greatest(${LAST_CLOSED}, ${LAST_SEEN}) as at from app_user u
      where u.state = 'PROSPECT' and not ${PENDING} and not ${isSpared(PERSON)}) p, guest_lifecycle_settings s
    where p.at + ${length(sql`s.prospects_kept_for`)} <= ${now}::timestamptz
      and ${after ? sql`(p.at, p.id) > (${after.at}::timestamptz, ${after.id})` : sql`true`}
    order by p.at, p.id limit ${BATCH}`.execute(orm.em.fork().getKysely());
  return rows;
}

/** Erases a Prospect, if they still are one whom nobody waits for. They leave as a guest does. */
export async function eraseProspect(change: Change, userId: string): Promise<'erased' | 'nothing'> {
  const administratorRemains = await keepAnAdministrator(change, ['id']);
  const user = await lockRow(change, User, userId);
  const { rows } = await sql<{ facts: Written<ProspectFacts>; keptFor: string }>`
    select json_build_object('kind', u.kind, 'state', u.state, 'pending', ${PENDING}, 'sparedBy', ${sparedBy(PERSON)},
        'lastClosedAt', ${isoTime(LAST_CLOSED)}, 'lastSeenAt', ${isoTime(LAST_SEEN)}) as facts, s.prospects_kept_for as "keptFor"
    from app_user u, guest_lifecycle_settings s where u.id = ${userId}`.execute(change.em.getKysely());
  const [found] = rows;
  if (!user || !found) return 'nothing';
  const { lastClosedAt, lastSeenAt, ...facts } = found.facts;
  const at = prospectErasedAt({ ...facts, lastClosedAt: instant(lastClosedAt), lastSeenAt: instant(lastSeenAt) }, found.keptFor);
  if (at === null || at > change.now) return 'nothing';
  await leave(change, user, administratorRemains, { reason: 'LIFECYCLE' });
  await erasePerson(change, user, 'PROSPECT');
  return 'erased';
}
