import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { answerChanges, type AnsweringRequest, type GivenAnswer } from '@gatehouse/schema/rules/answer-changes';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { aboutRequest } from './about-request.ts';
import { answerHistory } from './showing/answer-changes.read.ts';

interface Given extends GivenAnswer {
  questionId: string;
}

interface Decided {
  requestId: string;
  stageId: string;
  userIds: string[];
}

/**
 * Answers of somebody's access were changed: whoever decided on what was answered before, or has it in their hands now, is told, and the
 * person whose access it is where somebody else did it. The history of the requests they decided shows it.
 */
export async function tellAnswersChanged(change: Change, request: AccessRequest): Promise<void> {
  const assignmentId = request.assignment?.id ?? null;
  const { rows } = await sql<{ history: AnsweringRequest<Given>[] }>`
    select ${answerHistory(sql`${assignmentId}`)} as history`.execute(change.em.getKysely());
  const changed = answerChanges<Given, AnsweringRequest<Given>>(rows[0]?.history ?? []).filter(
    (one) => one.request.id === request.id,
  );
  if (changed.length === 0) return;
  const doer = request.requester?.id ?? null;
  for (const { requestId, stageId, userIds } of await deciders(change, assignmentId)) {
    await tell(
      change,
      request,
      stageId,
      userIds.filter((id) => id !== doer && id !== request.target.id),
    );
    change.audit({
      ...aboutRequest(request),
      action: 'request.answers_changed',
      subject: { type: 'AccessRequest', id: requestId },
      requestId,
      details: { byRequestId: request.id, questionIds: changed.map(({ answer }) => answer.questionId) },
    });
  }
  if (doer !== request.target.id) await tell(change, request, null, [request.target.id]);
}

async function tell(change: Change, request: AccessRequest, stageId: string | null, userIds: readonly string[]): Promise<void> {
  await change.publish({
    name: 'noteworthy',
    kind: 'ANSWERS_CHANGED',
    userIds,
    requestId: request.id,
    stageId,
    occurrence: request.id,
  });
}

/** Who approved what gave or prolonged the access, and who is asked about it now: the last stage of each person. */
async function deciders(change: Change, assignmentId: string | null): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    with asked as (
      select d.by_id as user_id, s.id, s.request_id from access_request r join approval_stage s on s.request_id = r.id
        join decision d on d.stage_id = s.id and d.taken_back_at is null and d.decision = 'APPROVE'
      where r.assignment_id = ${assignmentId} and d.by_id is not null
      union select a.user_id, s.id, s.request_id from access_request r join approval_stage s on s.request_id = r.id and s.state = 'OPEN'
        join stage_approver a on a.stage_id = s.id and a.left_at is null
      where r.assignment_id = ${assignmentId}),
    latest as (select distinct on (user_id) * from asked order by user_id, id desc)
    select request_id as "requestId", id as "stageId", json_agg(user_id order by user_id) as "userIds"
    from latest group by 1, 2 order by 2`.execute(change.em.getKysely());
  return rows;
}
