import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockRows } from '../../../kernel/lock.ts';
import { HELD } from '../showing/held.read.ts';

/**
 * How much longer the windows of decisions given together are at first, in milliseconds: none may close while the answer
 * to the others is still being made. With the answer all get the same one.
 */
export const TOGETHER_MARGIN_MS = 60_000;

/** Until when a decision given now may be taken back; null where there is no undo window. */
export function undoInstant({ app, now }: Change, margin = 0): Date | null {
  const { undoWindowMs } = app.config;
  return undoWindowMs === 0 ? null : new Date(now.getTime() + undoWindowMs + margin);
}

/** Gives decisions that somebody gave together the whole window, from now on: only now their answer is complete. */
export async function alignWindows(change: Change, stageIds: readonly string[]): Promise<void> {
  if (change.app.config.undoWindowMs === 0 || stageIds.length === 0) return;
  const db = change.em.getKysely();
  const stages = [...stageIds];
  const { rows } = await sql<{ id: string }>`
    select distinct request_id as id from approval_stage where id = any(${stages})`.execute(db);
  await lockRows(
    change,
    AccessRequest,
    rows.map(({ id }) => id),
  );
  // Only what still waits: what has followed from a decision meanwhile cannot be taken back any more.
  await sql`
    update decision set undo_until = ${undoInstant(change)} where stage_id = any(${stages})
      and by_id = ${change.viewer.userId} and taken_back_at is null and undo_until > ${change.now}`.execute(db);
  await sql`
    update access_request r set undo_until = held.until, due_at = held.until
    from (select s.request_id, max(d.undo_until) as until from approval_stage s
        join access_request r on r.id = s.request_id join decision d on d.stage_id = s.id and d.taken_back_at is null
      where s.id = any(${stages}) and ${HELD} and r.undo_until > ${change.now} group by s.request_id) held
    where r.id = held.request_id`.execute(db);
  change.em.clear();
}
