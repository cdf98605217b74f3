import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AccessRequestFilter, AccessRequestOrder } from '@gatehouse/schema/requests/access-request.filters';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { type QuestionChoice } from '@gatehouse/schema/policies/policy-question.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { RequestAnswer } from '@gatehouse/schema/requests/request-answer.entity';
import { RequestComment } from '@gatehouse/schema/requests/request-comment.entity';
import { sql } from 'kysely';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { packageIn } from '../../../kernel/read/rights.ts';
import { type Alias } from '../../../kernel/read/scope.ts';
import { and, isoTime, not, type Sql } from '../../../kernel/read/sql.ts';
import { answerInWords } from './answer-in-words.ts';
import { answerChangesRule } from './answer-changes.read.ts';
import { canceledRule } from './canceled.read.ts';
import { seenInGates } from '../submitting/seen-in-gates.ts';
import { gateFixers, speakGates, type WrittenGates } from '../submitting/spoken-gates.ts';
import { knowsOfEvidence, unlessHeld } from './held.read.ts';
import { requestCan } from './request-can.read.ts';
import { isHiddenApprover, seesRequest } from './request-standing.read.ts';

/** What a decided request waits for, as `HeldFor` says it. */
function heldFor(t: Alias<AccessRequest>): Sql {
  return sql`case when ${t('undoUntil')} is not null then 'UNDO' when ${t('state')} = 'SCHEDULED' then coalesce(${t('awaited')}, 'START') end`;
}

function catalogOf(t: Alias<AccessRequest>): Sql {
  return sql`(select p.catalog_id from access_package p where p.id = ${t('accessPackage')})`;
}

/** For requester and target, those who are or were asked to decide it, and the roles of its catalog. */
const requestRead = defineRead(AccessRequest, {
  all: 'request.read',
  visible: seesRequest,
  within: (t, catalogIds) => packageIn(t, t('accessPackage'), catalogIds),
  fields: {
    state: { sql: (t, op) => unlessHeld(t, op, t('state'), sql`'PENDING_APPROVAL'`) },
    undoUntil: { sql: (t, op) => unlessHeld(t, op, t('undoUntil'), sql`null`) },
    heldFor: { sql: (t, op) => unlessHeld(t, op, heldFor(t), sql`null`) },
    schedule: {
      sql: (t) =>
        sql`json_build_object('startsAt', ${isoTime(t('startsAt'))}, 'expiresAt', ${isoTime(t('expiresAt'))}, 'duration', ${t('duration')})`,
    },
    // Said with the request too: whoever asked on behalf of somebody does not see what that person holds.
    deliveryErrors: {
      sql: (t) => sql`(select coalesce(json_agg(distinct g.last_error), '[]'::json)
        from grant_carrier c join access_grant g on g.id = c.grant_id
        where c.assignment_id = ${t('assignment')} and ${t('state')} in ('FAILED', 'PARTIALLY_DELIVERED')
          and g.state in ('FAILED', 'REVOKE_FAILED') and g.last_error is not null)`,
    },
    answerChanges: answerChangesRule,
    canceled: canceledRule,
    gates: {
      needs: (t) => sql`case when jsonb_typeof(${t('gates')}) = 'array' then json_build_object('gates', ${t('gates')},
        'catalogId', ${catalogOf(t)}, 'targetId', ${t('target')}, 'requesterId', ${t('requester')},
        'fixers', ${gateFixers(t.scope, { catalogId: catalogOf(t), targetId: t('target'), requesterId: t('requester') })},
        'seen', ${seenInGates(t.scope, sql`array(select jsonb_path_query(${t('gates')}, '$[*].details.*') #>> '{}')`)}) end`,
      resolve: ({ gates, fixers, seen, ...about }: WrittenGates, viewer) => speakGates(gates, { fixers, seen }, about, viewer),
    },
    viewerCan: requestCan,
  },
  relations: {
    // Whoever sees a request sees what it was asked under, even where that is out of use or not for them.
    policy: relation<AccessRequest, AssignmentPolicy>({ entity: () => AssignmentPolicy, implied: true }),
    timeline: relation<AccessRequest, AuditEvent>({
      entity: () => AuditEvent,
      join: (request, event) => and(sql`${event('requestId')} = ${request('id')}`, knowsOfEvidence(event, event.scope.op.viewer)),
      implied: true,
      order: [['at', 'ASC']],
    }),
  },
  filter: AccessRequestFilter,
  orders: AccessRequestOrder,
  defaultOrder: [['createdAt', 'DESC']],
});

const answerRead = defineRead(RequestAnswer, {
  all: 'request.read',
  through: 'request',
  visible: () => true,
  fields: {
    value: {
      needs: (t) => sql`json_build_object('values', ${t('values')},
        'choices', (select nullif(q.choices, 'null'::jsonb) from policy_question q where q.id = ${t('question')}))`,
      resolve: ({ values, choices }: { values: string[]; choices: QuestionChoice[] | null }, _viewer, op) =>
        answerInWords(values, choices, op.languages ?? []),
    },
  },
});

/** Who may not know who is asked does not learn it from what an approver writes. */
const commentRead = defineRead(RequestComment, {
  all: 'request.read',
  through: 'request',
  visible: () => true,
  fields: { author: { visible: (t, viewer) => not(isHiddenApprover(t, t('request'), t('author'), viewer)) } },
});

export const ACCESS_REQUEST_READS = [requestRead, answerRead, commentRead];
