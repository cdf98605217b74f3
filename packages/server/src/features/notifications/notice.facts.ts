import { type Noteworthy } from './noteworthy.ts';
import { type NoticeFacts, type RequestFact, type TaskFact } from '../../kernel/mail/templates/notice-facts.ts';
import { SAYING_WHY, type ChangedRights } from '@gatehouse/schema/rules/notification-text';
import { whyFor, type WhyFacts, type WhyReader } from '@gatehouse/schema/rules/why';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isoTime, type Sql } from '../../kernel/read/sql.ts';
import { aboutServices, ENDS_AT, rightsNamed, WHY } from './notice-parts.sql.ts';

interface FoundRequest extends Omit<RequestFact, 'answers' | 'failedGates'> {
  answers: { question: string; values: string[]; choices: { value: string; text: string }[] | null }[];
  gates: { message: string }[] | null;
}

interface Found {
  packageName: string | null;
  targetId: string | null;
  targetName: string | null;
  requesterId: string | null;
  requesterName: string | null;
  endsAt: string | null;
  why: WhyFacts | null;
  tokenName: string | null;
  serviceId: string | null;
  serviceName: string | null;
  /** Who answers for the service. */
  responsibleId: string | null;
  rights: ChangedRights | null;
  request: FoundRequest | null;
  stage: NoticeFacts['stage'];
  task: TaskFact | null;
}

/** What a notice is about, for everyone who is told; `forReader` turns it to one of them. */
export type SharedFacts = Found & Pick<NoticeFacts, 'kind' | 'assignmentId'>;

/** Times as the API writes them. */
const iso = (column: string) => isoTime(sql.ref(column));

/** A task as a letter tells it. */
const taskTold = (id: string): Sql => sql`
  (select json_build_object('id', t.id, 'action', o.action, 'personName', u.name, 'personEmail', u.email,
      'roleName', rr.name, 'resourceName', res.name, 'connectorName', c.name)
    from manual_task t join provisioning_operation o on o.id = t.operation_id join access_grant g on g.id = o.grant_id
      join app_user u on u.id = g.user_id join resource_role rr on rr.id = g.resource_role_id
      join resource res on res.id = rr.resource_id join connector c on c.id = res.connector_id
    where t.id = ${id})`;

/** Loads everything a mail about a fact is made from, in one statement. */
export async function loadNotice(em: EntityManager, fact: Noteworthy): Promise<SharedFacts> {
  const {
    requestId = null,
    stageId = null,
    assignmentId = null,
    taskId = null,
    tokenId = null,
    serviceId = null,
    personId = null,
    endsAt = null,
    kind,
  } = fact;
  // A part that a fact is not about is not asked for: planning all of them for every mail would cost more than the answer.
  const why = SAYING_WHY.includes(kind) ? WHY : sql`null::json`;
  const rights = fact.rights ? rightsNamed(sql`${JSON.stringify(fact.rights)}::jsonb`) : sql`null::json`;
  const task = taskId === null ? sql`null::json` : taskTold(taskId);
  const { rows } = await sql<Found>`
    select p.name as "packageName", target.id as "targetId", target.name as "targetName",
      requester.id as "requesterId", requester.name as "requesterName", ${isoTime(sql`coalesce(${ENDS_AT}, ${endsAt}::timestamptz)`)} as "endsAt",
      token.name as "tokenName", service.id as "serviceId", service.name as "serviceName", service.responsible_id as "responsibleId",
      ${why} as why, ${rights} as rights,
      case when r.id is null then null else json_build_object('id', r.id, 'justification', r.justification, 'gates', r.gates,
        'startsAt', ${iso('r.starts_at')}, 'expiresAt', ${iso('r.expires_at')}, 'duration', r.duration,
        'answers', (select coalesce(json_agg(json_build_object('question', q.text, 'values', w.values, 'choices', q.choices) order by q."order"), '[]')
          from request_answer w join policy_question q on q.id = w.question_id where w.request_id = r.id)) end as request,
      case when s.id is null then null else json_build_object('id', s.id, 'decideBy', ${iso('s.decide_by')}) end as stage,
      ${task} as task
    from (select 1) one
    left join approval_stage s on s.id = ${stageId}
    left join access_request r on r.id = coalesce(${requestId}, s.request_id)
    left join assignment a on a.id = coalesce(${assignmentId}, r.assignment_id)
    left join access_package p on p.id = coalesce(r.access_package_id, a.access_package_id)
    left join app_user target on target.id = coalesce(r.target_id, a.target_id, ${personId})
    left join app_user requester on requester.id = r.requester_id
    ${aboutServices(sql`${tokenId}::text`, sql`${serviceId}::text`)}`.execute(em.getKysely());
  const [found] = rows;
  if (!found) throw new Error('the statement of a notice answered no row');
  return { ...found, kind, assignmentId };
}

/** The same facts as one reader is told them. */
export function forReader(shared: SharedFacts, reader: WhyReader & { name: string }): NoticeFacts {
  const { request, targetId, requesterId } = shared;
  return {
    kind: shared.kind,
    packageName: shared.packageName,
    targetName: shared.targetName,
    requesterName: shared.requesterName,
    targetIsYou: targetId === null ? null : targetId === reader.id,
    requesterIsYou: requesterId === null ? null : requesterId === reader.id,
    forThemself: targetId !== null && targetId === requesterId,
    endsAt: shared.endsAt,
    tokenName: shared.tokenName,
    serviceId: shared.serviceId,
    serviceName: shared.serviceName,
    serviceIsYours: shared.responsibleId === reader.id,
    why: shared.why && whyFor(shared.why, reader),
    rights: shared.rights,
    readerName: reader.name,
    request: request && {
      ...request,
      failedGates: (request.gates ?? []).map(({ message }) => message),
      answers: request.answers.map(({ question, values, choices }) => ({
        question,
        values: values.map((value) => choices?.find((choice) => choice.value === value)?.text ?? value),
      })),
    },
    stage: shared.stage,
    assignmentId: shared.assignmentId,
    task: shared.task,
  };
}
