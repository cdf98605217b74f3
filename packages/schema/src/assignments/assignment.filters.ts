import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import { AccessPackageFilter } from '../catalog/access-package.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { AssignmentPolicyFilter } from '../policies/assignment-policy.filters.ts';
import { AssignmentState, ReasonKind } from '../rules/vocabulary.ts';
import {
  byDuration,
  byId,
  byMany,
  byOne,
  byOneOrNone,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { GrantFilter } from './grant.filters.ts';

export const AssignmentFilter: FilterClass = filterFor('Assignment', {
  id: byId('By its id.'),
  state: byWord('AssignmentState', AssignmentState, 'By where it stands as of now.'),
  target: byOne(() => UserFilter, 'By who holds it.'),
  accessPackage: byOne(() => AccessPackageFilter, 'By the package.'),
  policy: byOneOrNone(() => AssignmentPolicyFilter, 'By the policy.'),
  grants: byMany('Grant', () => GrantFilter, 'By the rights it carries.'),
  reasons: byMany('AssignmentReason', () => AssignmentReasonFilter, 'By why they hold it.'),
  accessRequests: byMany('AccessRequest', () => AccessRequestFilter, 'By the requests that made, changed or ended it.'),
  startsAt: byTime('By when it starts.'),
  expiresAt: byTime('By when it ends.'),
  duration: byDuration('By for how long from its delivery, where it was given by length.'),
  deliveredAt: byTime('By when it was delivered.'),
  endedAt: byTime('By when it ended.'),
  lostAt: byTime('By since when a right it carries is lost in its target.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type AssignmentFilter = FilterValue;

export const AssignmentReasonFilter: FilterClass = filterFor('AssignmentReason', {
  assignment: byOne(() => AssignmentFilter, 'By the assignment.'),
  kind: byWord('ReasonKind', ReasonKind, 'By what kind of reason it is.'),
  request: byOneOrNone(() => AccessRequestFilter, 'By the request.'),
  endedAt: byTime('By when it stopped being one.'),
  createdAt: byTime('By when it came to be one.'),
});

export const AssignmentOrder = orderFor('Assignment', {
  indexed: ['CREATED_AT'],
  others: ['UPDATED_AT', 'STARTS_AT', 'EXPIRES_AT', 'DELIVERED_AT', 'ENDED_AT', 'STATE'],
  through: {
    TARGET_NAME: 'target.name',
    ACCESS_PACKAGE_NAME: 'accessPackage.name',
    CATALOG_NAME: 'accessPackage.catalog.name',
    POLICY_NAME: 'policy.name',
  },
});
export type AssignmentOrder = OrderInput;

/** Arguments of a list of assignments. */
export const AssignmentListArgs = listArgs(AssignmentFilter, AssignmentOrder);
