import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { sql } from 'kysely';
import { type Change } from '../../change.ts';

/**
 * Tells the other nouns, and those who watch, that a request and its stages changed: requester, target, and everybody who is or was asked to
 * decide it. Each of them is authorized again when the event reaches them.
 */
export async function announceRequest(change: Change, request: AccessRequest): Promise<void> {
  await change.em.flush();
  const { rows } = await sql<{ stage: string; users: string[] }>`
    select s.id as stage, coalesce(array_agg(a.user_id) filter (where a.user_id is not null), '{}') as users
    from approval_stage s left join stage_approver a on a.stage_id = s.id
    where s.request_id = ${request.id} group by s.id order by s."order"`.execute(change.em.getKysely());
  const audience = [request.target.id, request.requester?.id, ...rows.flatMap(({ users }) => users)].filter(
    (id) => id !== undefined,
  );
  change.announce({ type: 'AccessRequest', id: request.id, audience, requestId: request.id });
  for (const { stage, users } of rows) {
    if (users.length > 0) change.announce({ type: 'ApprovalStage', id: stage, audience: users, requestId: request.id });
  }
  if (rows.length > 0) await change.publish({ name: 'requestMoved', requestId: request.id });
}
