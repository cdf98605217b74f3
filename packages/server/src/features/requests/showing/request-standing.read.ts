/** What a viewer is to a request: requester, target, approver, or somebody with a role in its catalog. */
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { isMe, isMineToAnswer, packageInMyCatalogs } from '../../../kernel/read/rights.ts';
import { exists, select, type Alias } from '../../../kernel/read/scope.ts';
import { and, not, or, type Condition, type Sql } from '../../../kernel/read/sql.ts';
import { isOfMyReports } from '../../assignments/manager.read.ts';

/** Is or was the viewer asked to decide the request? */
function isApproverOf(near: Alias, requestId: Sql, viewer: Viewer): Condition {
  return exists(near, ApprovalStage, (stage) =>
    and(
      sql`${stage('request')} = ${requestId}`,
      exists(near, StageApprover, (approver) => and(sql`${approver('stage')} = ${stage('id')}`, isMe(approver('user'), viewer))),
    ),
  );
}

/** Does the viewer hold a role in the request's catalog? */
function isInMyCatalogs(near: Alias, requestId: Sql, viewer: Viewer): Condition {
  if (viewer.catalogRoles.length === 0) return false;
  return exists(near, AccessRequest, (r) =>
    and(sql`${r('id')} = ${requestId}`, packageInMyCatalogs(near, r('accessPackage'), viewer)),
  );
}

/** Is the viewer requester or target, or are or were they asked to decide? Few requests, found by three indexes. */
export function hasPartIn(t: Alias<AccessRequest>, viewer: Viewer): Condition {
  return or(isOwn(t, viewer), sql`${t('id')} = any(array(${everAskedIn(t, viewer)}))`);
}

function isOwn(t: Alias<AccessRequest>, viewer: Viewer): Condition {
  return or(isMe(t('requester'), viewer), isMineToAnswer(t('target'), viewer));
}

/** The requests that the viewer is or was asked to decide. */
function everAskedIn(near: Alias, viewer: Viewer): Sql {
  const stages = select(near, StageApprover, 'stage', (approver) => isMe(approver('user'), viewer));
  return select(near, ApprovalStage, 'request', (stage) => sql`${stage('id')} = any(array(${stages}))`);
}

/**
 * May the viewer see the request? Written for the index: whoever has no role in a catalog has few requests; with a role most requests may
 * be theirs, and each is looked at in the order of the list.
 */
export function seesRequest(t: Alias<AccessRequest>, viewer: Viewer): Condition {
  if (viewer.userId === null) return false;
  if (viewer.catalogRoles.length === 0) return or(hasPartIn(t, viewer), isOfReports(t, viewer));
  return or(
    isOwn(t, viewer),
    isOfReports(t, viewer),
    sql`${t('id')} in (${everAskedIn(t, viewer)})`,
    packageInMyCatalogs(t, t('accessPackage'), viewer),
  );
}

/** What gave or changed the access of a report is explained to their manager with it. */
function isOfReports(t: Alias<AccessRequest>, viewer: Viewer): Condition {
  return sql`${t('assignment')} = any(array(${select(t, Assignment, 'id', (a) => isOfMyReports(a, viewer))}))`;
}

/** May the viewer know who is asked in this stage and who decided it? Not a mere requester or target, where the policy hides it. */
export function seesApprovers(near: Alias, stageId: Sql, viewer: Viewer): Condition {
  return exists(near, ApprovalStage, (stage) =>
    and(
      sql`${stage('id')} = ${stageId}`,
      or(
        sql`${stage('showApprovers')}`,
        isApproverOf(near, stage('request'), viewer),
        isInMyCatalogs(near, stage('request'), viewer),
      ),
    ),
  );
}

/** Might this user be an approver of the request whom the viewer may not know? */
export function isHiddenApprover(near: Alias, requestId: Sql, userId: Sql, viewer: Viewer): Condition {
  return and(
    exists(near, ApprovalStage, (stage) =>
      and(
        sql`${stage('request')} = ${requestId} and not ${stage('showApprovers')}`,
        exists(near, StageApprover, (approver) => sql`${approver('stage')} = ${stage('id')} and ${approver('user')} = ${userId}`),
      ),
    ),
    not(or(isMe(userId, viewer), isApproverOf(near, requestId, viewer), isInMyCatalogs(near, requestId, viewer))),
  );
}
