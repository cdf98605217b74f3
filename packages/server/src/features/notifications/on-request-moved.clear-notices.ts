import { ASKING_KINDS, noticeStanding, type AskingNotice } from '@gatehouse/schema/rules/notice-standing';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';

interface Found {
  id: string;
  kind: AskingNotice['kind'];
  userId: string;
  readAt: string | null;
  state: AskingNotice['stage']['state'];
  approverIds: string[];
  decisions: { userId: string; at: string; takenBackAt: string | null }[];
}

const date = (text: string | null) => (text === null ? null : new Date(text));

/**
 * Done clears itself: what a notice about a stage asked for and nobody wants any more counts as read, in the transaction that
 * made it so; what a decision had cleared is unread again when that decision is taken back.
 */
export async function clearNotices(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const { rows } = await sql<Found>`
    select n.id, n.kind, n.user_id as "userId", to_json(n.read_at) as "readAt", s.state,
      coalesce((select json_agg(a.user_id) from stage_approver a where a.stage_id = s.id and a.left_at is null), '[]') as "approverIds",
      coalesce((select json_agg(json_build_object('userId', d.by_id, 'at', d.at, 'takenBackAt', d.taken_back_at))
        from decision d where d.stage_id = s.id), '[]') as decisions
    from notification n join approval_stage s on s.id = n.stage_id
    where n.request_id = ${requestId} and n.kind = any(${[...ASKING_KINDS]}::text[]) order by n.id`.execute(
    change.em.getKysely(),
  );
  for (const { id, kind, userId, readAt, state, approverIds, decisions: written } of rows) {
    const decisions = written.map((one) => ({ ...one, at: new Date(one.at), takenBackAt: date(one.takenBackAt) }));
    const standing = noticeStanding({ kind, userId, readAt: date(readAt), stage: { state, approverIds, decisions } });
    if (standing === 'LEAVE') continue;
    // Never earlier than the decision that cleared it: that is how it is known again when the decision is taken back.
    const latest = new Date(Math.max(change.now.getTime(), ...decisions.map(({ at }) => at.getTime())));
    await sql`update notification set read_at = ${standing === 'CLEAR' ? latest : null} where id = ${id}`.execute(
      change.em.getKysely(),
    );
    change.announce({ type: 'Notification', id, audience: [userId], requestId });
  }
}

/** The same for a task that is done, or is not to be done any more. */
export async function clearTaskNotices(change: Change, { taskId }: { taskId: string }): Promise<void> {
  const { rows } = await sql<{ id: string; userId: string }>`
    update notification set read_at = ${change.now}
    where task_id = ${taskId} and kind = 'MANUAL_TASK_OPENED' and read_at is null returning id, user_id as "userId"`.execute(
    change.em.getKysely(),
  );
  for (const { id, userId } of rows) change.announce({ type: 'Notification', id, audience: [userId] });
}
