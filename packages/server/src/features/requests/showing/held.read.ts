/** Decisions that are held back by the undo window, and from whom (domain §2). */
import { type AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { isMineToAnswer } from '../../../kernel/read/rights.ts';
import { exists, type Alias } from '../../../kernel/read/scope.ts';
import { and, not, or, truth, type Condition, type Sql } from '../../../kernel/read/sql.ts';

/** Is the row `s` of approval_stage, whose request is the row `r`, the one that was decided last, and is that held back? */
export const HELD = heldIn(sql.ref('s'), sql.ref('r'));

function heldIn(s: Sql, r: Sql): Sql {
  return sql`(${s}.state in ('APPROVED', 'DENIED') and ${r}.undo_until is not null and not exists (
    select 1 from approval_stage later where later.request_id = ${r}.id and later."order" > ${s}."order" and later.state in ('APPROVED', 'DENIED')))`;
}

/** Is the viewer requester or target, or answers for one of them? They learn of a decision when it takes effect, and never of one that was taken back. */
function isInvolved(request: Alias<AccessRequest>, viewer: Viewer): Condition {
  return or(isMineToAnswer(request('target'), viewer), isMineToAnswer(request('requester'), viewer));
}

/** `shown` to requester and target of a request that is held, `value` otherwise. */
export function unlessHeld(t: Alias<AccessRequest>, { viewer }: ViewerOperation, value: Sql, shown: Sql): Sql {
  return sql`(case when ${t('undoUntil')} is not null and ${truth(isInvolved(t, viewer))} then ${shown} else ${value} end)`;
}

/** `shown` to requester and target of a stage that is held, `value` otherwise. */
export function unlessStageHeld(t: Alias<ApprovalStage>, { viewer }: ViewerOperation, value: Sql, shown: Sql): Sql {
  const held = exists(t, AccessRequest, (r) =>
    and(sql`${r('id')} = ${t('request')}`, isInvolved(r, viewer), heldIn(t.row, r.row)),
  );
  return sql`(case when ${t('state')} in ('APPROVED', 'DENIED') and ${truth(held)} then ${shown} else ${value} end)`;
}

/**
 * May the viewer know of a decision? Requester and target not while it may be taken back, not while it is held, and not
 * at all where it was taken back: for them it never was.
 */
export function knowsOf(t: Alias<Decision>, viewer: Viewer): Condition {
  const secret = exists(t, ApprovalStage, (stage) =>
    and(
      sql`${stage('id')} = ${t('stage')}`,
      exists(t, AccessRequest, (r) =>
        and(
          sql`${r('id')} = ${stage('request')}`,
          isInvolved(r, viewer),
          sql`(${t('takenBackAt')} is not null or ${t('undoUntil')} > ${t.scope.op.now} or ${t('undoUntil')} = ${r('undoUntil')})`,
        ),
      ),
    ),
  );
  return not(secret);
}

/** May the viewer know of what an audit event tells? The same for the evidence of a decision and of its taking back. */
export function knowsOfEvidence(t: Alias<AuditEvent>, viewer: Viewer): Condition {
  const mine = exists(t, AccessRequest, (r) => and(sql`${r('id')} = ${t('requestId')}`, isInvolved(r, viewer)));
  const secret = exists(t, Decision, (decision) =>
    and(sql`${decision('id')} = ${t('details')} ->> 'decisionId'`, not(knowsOf(decision, viewer))),
  );
  const back = sql`${t('action')} = 'approval.taken_back'`;
  return not(and(sql`${t('action')} in ('approval.decided', 'approval.taken_back')`, mine, or(back, secret)));
}
