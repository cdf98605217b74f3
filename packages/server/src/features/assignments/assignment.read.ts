import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { AssignmentReason } from '@gatehouse/schema/assignments/assignment-reason.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AssignmentFilter, AssignmentOrder, AssignmentReasonFilter } from '@gatehouse/schema/assignments/assignment.filters';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { sql } from 'kysely';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { isMineToAnswer, packageIn, packageInMyCatalogs } from '../../kernel/read/rights.ts';
import { select, type Alias } from '../../kernel/read/scope.ts';
import { or, type Sql } from '../../kernel/read/sql.ts';
import { assignmentCan } from './assignment-can.read.ts';
import { isOfMyReports } from './manager.read.ts';

/** The state as of now: from the instant of its end it is ending, whatever the jobs did so far (as `assignmentStateAsOf`). */
function stateAsOf(t: Alias<Assignment>, op: ViewerOperation): Sql {
  return sql`(case when ${t('expiresAt')} <= ${op.now} and ${t('state')} = any(${[...OPEN_ASSIGNMENT_STATES]}::text[]) then 'ENDING' else ${t('state')} end)`;
}

/** Since when a right it carries is lost; an assignment at its end has nothing to lose. */
function lostAt(t: Alias<Assignment>, op: ViewerOperation): Sql {
  return sql`(case when ${t('expiresAt')} <= ${op.now} then null else (select min(g.lost_at) from grant_carrier c
    join access_grant g on g.id = c.grant_id and g.lost_at is not null where c.assignment_id = ${t('id')} and c.ended_at is null) end)`;
}

/** For the holder, the roles of its catalog, and the holder’s manager where its policy lets managers act or is gone. */
const assignmentRead = defineRead(Assignment, {
  all: 'assignment.read',
  visible: (t, viewer) =>
    or(isMineToAnswer(t('target'), viewer), isOfMyReports(t, viewer), packageInMyCatalogs(t, t('accessPackage'), viewer)),
  within: (t, catalogIds) => packageIn(t, t('accessPackage'), catalogIds),
  fields: { state: { sql: stateAsOf }, lostAt: { sql: lostAt, kind: 'time' }, viewerCan: assignmentCan },
  relations: {
    policy: relation<Assignment, AssignmentPolicy>({ entity: () => AssignmentPolicy, implied: true }),
    grants: relation<Assignment, Grant>({
      entity: () => Grant,
      join: (assignment, grant) =>
        sql`${grant('id')} in (${select(assignment, GrantCarrier, 'grant', (carrier) => sql`${carrier('assignment')} = ${assignment('id')}`)})`,
      implied: true,
    }),
    accessRequests: relation<Assignment, AccessRequest>({ entity: () => AccessRequest, by: 'assignment' }),
  },
  filter: AssignmentFilter,
  orders: AssignmentOrder,
  defaultOrder: [['createdAt', 'DESC']],
});

const reasonRead = defineRead(AssignmentReason, {
  all: 'assignment.read',
  through: 'assignment',
  visible: () => true,
  filter: AssignmentReasonFilter,
});

export const ASSIGNMENT_READS = [assignmentRead, reasonRead];
