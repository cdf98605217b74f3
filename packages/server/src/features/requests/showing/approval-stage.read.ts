import {
  ApprovalStageFilter,
  ApprovalStageOrder,
  DecisionFilter,
  StageApproverFilter,
} from '@gatehouse/schema/requests/approval-stage.filters';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { stageAbilities, type StageRequestFacts } from '@gatehouse/schema/rules/stage-abilities';
import { sql } from 'kysely';
import { defineRead, ledBy, type FieldRule, type ListOptions } from '../../../kernel/read/define-read.ts';
import { isMe } from '../../../kernel/read/rights.ts';
import { and, or } from '../../../kernel/read/sql.ts';
import { HELD, knowsOf, unlessStageHeld } from './held.read.ts';
import { seesApprovers } from './request-standing.read.ts';
import { waitsFor } from './waiting.read.ts';
import { asStage, STAGE_FACTS, type WrittenStage } from './stage-facts.read.ts';

type Written = { stage: WrittenStage; request: StageRequestFacts };

const viewerCan: FieldRule<ApprovalStage> = {
  needs: (t) => sql`(select json_build_object('stage', ${STAGE_FACTS}, 'request', json_build_object(
      'held', ${HELD}, 'catalogId', (select p.catalog_id from access_package p where p.id = r.access_package_id)))
    from approval_stage s join access_request r on r.id = s.request_id where s.id = ${t('id')})`,
  resolve: ({ stage, request }: Written, viewer, op) => stageAbilities(viewer, asStage(stage), request, op.now),
};

const stageRead = defineRead(ApprovalStage, {
  all: 'request.read',
  through: 'request',
  visible: () => true,
  fields: {
    state: { sql: (t, op) => unlessStageHeld(t, op, t('state'), sql`'OPEN'`) },
    closedAt: { sql: (t, op) => unlessStageHeld(t, op, t('closedAt'), sql`null`) },
    viewerCan,
  },
  filter: ApprovalStageFilter,
  orders: ApprovalStageOrder,
  defaultOrder: [['openedAt', 'ASC']],
  listed: [['order', 'ASC']],
});

const approverRead = defineRead(StageApprover, {
  all: 'request.read',
  through: 'stage',
  visible: (t, viewer) => or(isMe(t('user'), viewer), seesApprovers(t, t('stage'), viewer)),
  fields: { name: { sql: (t) => sql`(select u.name from app_user u where u.id = ${t('user')})` } },
  filter: StageApproverFilter,
});

const decisionRead = defineRead(Decision, {
  all: 'request.read',
  through: 'stage',
  // Not even administrators learn early what was decided about themselves.
  personal: true,
  visible: knowsOf,
  fields: { by: { visible: (t, viewer) => or(isMe(t('by'), viewer), seesApprovers(t, t('stage'), viewer)) } },
  filter: DecisionFilter,
  listed: [['at', 'ASC']],
});

export const STAGE_READS = [stageRead, approverRead, decisionRead];

/**
 * The list of `approvals`: the queue, those who waited longest first, read from the rows that wait and nothing else. Whoever is asked sees
 * what they are asked about.
 */
export const APPROVAL_QUEUE: ListOptions<ApprovalStage> = {
  ledBy: ledBy<ApprovalStage, StageApprover>({
    entity: () => StageApprover,
    where: (approver, stage) => and(waitsFor(approver, approver.scope.op.viewer), sql`${stage('id')} = ${approver('stage')}`),
    holds: { openedAt: 'waitingSince', id: 'stage' },
  }),
  implied: true,
  orderBy: [['openedAt', 'ASC']],
};

/** The list of all stages one may see: in the order of their ids, which an index has, the latest first. */
export const ALL_STAGES: ListOptions<ApprovalStage> = { orderBy: [['id', 'DESC']] };
