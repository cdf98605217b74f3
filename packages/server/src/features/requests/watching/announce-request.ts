import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';

/** Who hears of a change: not requester and target where they must not learn of it yet. */
export type Hearers = 'EVERYBODY' | 'APPROVERS';

/**
 * Tells the other nouns, and those who watch, that a request and its stages changed: requester, target, and everybody who is or was asked to
 * decide it. Each of them is authorized again when the event reaches them.
 */
export async function announceRequest(change: Change, request: AccessRequest, hearers: Hearers = 'EVERYBODY'): Promise<void> {
  await change.em.flush();
  const { rows } = await sql<{ stage: string; users: string[] }>`
    select s.id as stage, coalesce(array_agg(a.user_id) filter (where a.user_id is not null), '{}') as users
    from approval_stage s left join stage_approver a on a.stage_id = s.id
    where s.request_id = ${request.id} group by s.id order by s."order"`.execute(change.em.getKysely());
  const own = [request.target.id, request.requester?.id].filter((id) => id !== undefined);
  const audience = [...own, ...rows.flatMap(({ users }) => users)];
  const told = hearers === 'EVERYBODY' ? audience : audience.filter((id) => !own.includes(id));
  change.announce({ type: 'AccessRequest', id: request.id, audience: told, requestId: request.id });
  for (const { stage, users } of rows) {
    if (users.length > 0) change.announce({ type: 'ApprovalStage', id: stage, audience: users, requestId: request.id });
  }
  if (rows.length > 0) await change.publish({ name: 'requestMoved', requestId: request.id });
}
