import { sql } from 'kysely';
import { type App } from '../../../kernel/operation.ts';
import { type Sql } from '../../../kernel/read/sql.ts';
import { becomes, warningDue } from './due.sql.ts';
import { type DuePerson, type Place } from './each-person.ts';
import { isSpared } from './spared.sql.ts';

const BATCH = 100;
const G = {
  person: sql.ref('g.user_id'),
  countedFrom: sql.ref('g.counted_from'),
  exempt: sql.ref('g.exempt'),
  blockedAt: sql.ref('g.blocked_at'),
  warnedAt: sql.ref('g.warned_at'),
};

type Due = (app: App, now: Date, after: Place | null) => Promise<DuePerson[]>;

/** Guests for whom the condition holds, by when their days began to count. */
const dueWhere =
  (condition: (now: Date) => Sql): Due =>
  async ({ orm }, now, after) => {
    const { rows } = await sql<DuePerson>`
      select g.counted_from as at, g.id, g.user_id as "userId" from guest_lifecycle g
      where ${condition(now)} and ${after ? sql`(g.counted_from, g.id) > (${after.at}::timestamptz, ${after.id})` : sql`true`}
      order by g.counted_from, g.id limit ${BATCH}`.execute(orm.em.fork().getKysely());
    return rows;
  };

export const deletionsDue = dueWhere((now) => becomes('DELETE', G, now));
export const blocksDue = dueWhere((now) => becomes('BLOCK', G, now));
export const warningsDue = dueWhere((now) => warningDue(G, now));

/** How often it is noted that somebody is spared. */
const NOTED_EVERY = sql`interval '1 day'`;

/** Notes of everybody who would be due and is spared that they are, so that their days count from there once they are not. */
export async function spareAgain({ orm }: App, now: Date): Promise<void> {
  const at = sql`${now}::timestamptz`;
  for (let noted = BATCH; noted === BATCH;) {
    const { numAffectedRows } = await sql`update guest_lifecycle g set spared_at = ${at} where g.id in (
      select g.id from guest_lifecycle g where g.counted_from <= ${at} - ${NOTED_EVERY} and not g.exempt and ${isSpared(G.person)}
      order by g.counted_from, g.id limit ${BATCH} for update skip locked)`.execute(orm.em.fork().getKysely());
    noted = Number(numAffectedRows ?? 0);
  }
}
