/** What a viewer is to a package: holder, requester, approver, or somebody it is listed to. */
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { type AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { LIVE_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { type AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { type ListOptions } from '../../../kernel/read/define-read.ts';
import { isMe, packageInMyCatalogs } from '../../../kernel/read/rights.ts';
import { exists, select, type Alias } from '../../../kernel/read/scope.ts';
import { and, or, type Condition, type Sql } from '../../../kernel/read/sql.ts';
import { waitsFor } from '../../requests/showing/waiting.read.ts';
import {
  asksForOthers,
  asksForSelf,
  packagesAskedForSelf,
  packagesWhosePolicy,
  policySays,
  type Saying,
} from '../../policies/scope.read.ts';

/** The packages the viewer holds or held. */
const held = (near: Alias, viewer: Viewer): Sql => select(near, Assignment, 'accessPackage', (a) => isMe(a('target'), viewer));

/** The packages the viewer ever asked for, or somebody for them. */
const asked = (near: Alias, viewer: Viewer): Sql => {
  const as = (property: 'requester' | 'target') => select(near, AccessRequest, 'accessPackage', (r) => isMe(r(property), viewer));
  return sql`${as('target')} union all ${as('requester')}`;
};

/** The packages on which a decision waits for the viewer now: read from what waits, as their queue is. */
const toDecide = (near: Alias, viewer: Viewer): Sql => {
  const waiting = select(near, StageApprover, 'stage', (approver) => waitsFor(approver, viewer));
  const requests = select(near, ApprovalStage, 'request', (stage) => sql`${stage('id')} in (${waiting})`);
  return select(near, AccessRequest, 'accessPackage', (r) => sql`${r('id')} in (${requests})`);
};

/** Does or did the viewer have to do with it: hold it, ask for it, or have it to decide on now? Looked up once, for however many. */
export function hadToDoWith(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  const rows = () => sql.join([held(near, viewer), asked(near, viewer), toDecide(near, viewer)], sql` union all `);
  return sql`${packageId} in ${near.scope.once('had to do with', rows)}`;
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

/** Does a decision on it wait for the viewer now? */
export function mustDecide(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  return sql`${packageId} in (${toDecide(near, viewer)})`;
}

/** What is in a package: by its setting, and in any case for its catalog's roles, for holders, and for those who must decide on it. */
export function showsContents(given: Alias<AccessPackageRole>, viewer: Viewer): Condition {
  return or(
    packageInMyCatalogs(given, given('accessPackage'), viewer),
    sql`(select p.contents_visibility from access_package p where p.id = ${given('accessPackage')}) = any(${viewer.kind === 'MEMBER' ? ['MEMBERS', 'EVERYONE'] : ['EVERYONE']}::text[])`,
    holdsNow(given, given('accessPackage'), viewer),
    mustDecide(given, given('accessPackage'), viewer),
  );
}

/** Is the package listed to the viewer? Listing follows eligibility exactly (domain §3), but for what is hidden. */
export function listedTo(t: Alias<AccessPackage>): Condition {
  return and(sql`not ${t('hidden')}`, eligibleFor(t));
}

/**
 * May the viewer ask for the package? It must be active, in a published catalog that is open to whom the access would be for, and an enabled
 * policy must be for them and let them ask, for themself or for somebody. In a list the policies that do are found once, all together; for a
 * package that is named, its own are looked at.
 */
export function eligibleFor(t: Alias<AccessPackage>): Condition {
  const { viewer } = t.scope.op;
  const under = (key: string, what: Saying, together = () => packagesWhosePolicy(t, what)): Condition =>
    t.scope.finding ? sql`${t('id')} in ${t.scope.once(key, together)}` : policySays(t, t('id'), what);
  const isOpen = (catalogId: Sql) => sql`${catalogId} in (select c.id from catalog c where c.externally_visible)`;
  const catalogOf = (policy: Alias<AssignmentPolicy>) =>
    sql`(select p.catalog_id from access_package p where p.id = ${policy('accessPackage')})`;
  return and(
    sql`${t('state')} = 'ACTIVE'`,
    sql`${t('catalog')} in (select c.id from catalog c where c.state = 'PUBLISHED')`,
    or(
      and(
        viewer.outside === null ? true : viewer.outside.shutOut ? false : isOpen(t('catalog')),
        under('for self', asksForSelf(viewer), () => packagesAskedForSelf(t, viewer)),
      ),
      under(
        'for others',
        asksForOthers((policy) => isOpen(catalogOf(policy)), viewer),
      ),
    ),
  );
}

/** The list a requester browses: what is listed to them, and so theirs to see. */
export const BROWSE: ListOptions<AccessPackage> = { where: listedTo, implied: true };
