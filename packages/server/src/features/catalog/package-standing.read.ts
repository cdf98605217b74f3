/** What a viewer is to a package: holder, requester, approver, or somebody it is listed to. */
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { LIVE_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../authz/viewer.ts';
import { type ListOptions } from '../../read/define-read.ts';
import { isMe } from '../../read/rights.ts';
import { exists, type Alias } from '../../read/scope.ts';
import { and, or, type Condition, type Sql } from '../../read/sql.ts';
import { asksForOthersUnder, asksForSelfUnder } from '../policies/scope.read.ts';

/** Does or did the viewer hold it? */
export function everHeld(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  return exists(near, Assignment, (a) => and(isMe(a('target'), viewer), sql`${a('accessPackage')} = ${packageId}`));
}

/** Does the viewer hold it at this instant? */
export function holdsNow(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  return exists(near, Assignment, (a) =>
    and(
      isMe(a('target'), viewer),
      sql`${a('accessPackage')} = ${packageId}`,
      sql`${a('state')} = any(${[...LIVE_ASSIGNMENT_STATES]}::text[])`,
      sql`(${a('expiresAt')} is null or ${a('expiresAt')} > ${near.scope.op.now})`,
    ),
  );
}

/** Did the viewer ever ask for it, or somebody for them? */
export function everAsked(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  const asked = (property: 'requester' | 'target') =>
    exists(near, AccessRequest, (r) => and(isMe(r(property), viewer), sql`${r('accessPackage')} = ${packageId}`));
  return or(asked('target'), asked('requester'));
}

/** Is the viewer asked to decide on it now? */
export function mustDecide(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  return exists(near, StageApprover, (approver) =>
    and(
      isMe(approver('user'), viewer),
      sql`${approver('leftAt')} is null`,
      exists(near, ApprovalStage, (stage) =>
        and(
          sql`${stage('id')} = ${approver('stage')} and ${stage('state')} = 'OPEN'`,
          exists(near, AccessRequest, (r) => sql`${r('id')} = ${stage('request')} and ${r('accessPackage')} = ${packageId}`),
        ),
      ),
    ),
  );
}

/** Is the package listed to the viewer? Listing follows eligibility exactly (DOMAIN §3), but for what is hidden. */
export function listedTo(t: Alias<AccessPackage>): Condition {
  return and(sql`not ${t('hidden')}`, eligibleFor(t));
}

/**
 * May the viewer ask for the package? It must be active, in a published catalog that is open to whom the access would be for, and an enabled
 * policy must be for them and let them ask, for themself or for somebody.
 */
export function eligibleFor(t: Alias<AccessPackage>): Condition {
  const { viewer } = t.scope.op;
  return and(
    sql`${t('state')} = 'ACTIVE'`,
    exists(t, Catalog, (catalog) =>
      and(
        sql`${catalog('id')} = ${t('catalog')} and ${catalog('state')} = 'PUBLISHED'`,
        exists(t, AssignmentPolicy, (policy) =>
          and(
            sql`${policy('accessPackage')} = ${t('id')} and ${policy('state')} = 'ENABLED'`,
            or(
              and(viewer.kind === 'GUEST' ? sql`${catalog('externallyVisible')}` : true, asksForSelfUnder(policy, viewer)),
              asksForOthersUnder(policy, catalog('externallyVisible'), viewer),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The list a requester browses: what is listed to them, and so theirs to see. */
export const BROWSE: ListOptions<AccessPackage> = { where: listedTo, implied: true };
