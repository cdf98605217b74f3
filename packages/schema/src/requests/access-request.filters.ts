import { RequestAnswerFilter, RequestCommentFilter } from './request-parts.filters.ts';
import { AuditEventFilter } from '../audit/audit-event.filters.ts';
import { AssignmentFilter } from '../assignments/assignment.filters.ts';
import { AccessPackageFilter } from '../catalog/access-package.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { AssignmentPolicyFilter } from '../policies/assignment-policy.filters.ts';
import { RequestCause, RequestSource, RequestState, RequestType } from '../rules/vocabulary.ts';
import {
  byDuration,
  byFlag,
  byId,
  byMany,
  byOne,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { ApprovalStageFilter } from './approval-stage.filters.ts';

export const AccessRequestFilter: FilterClass = filterFor('AccessRequest', {
  id: byId('By its id.'),
  type: byWord('RequestType', RequestType, 'By what it changes.'),
  cause: byWord('RequestCause', RequestCause, 'By why the system started it.'),
  state: byWord('RequestState', RequestState, 'By where it stands.'),
  source: byWord('RequestSource', RequestSource, 'Lived here, or imported.'),
  requester: byOneOrNone(() => UserFilter, 'By who started it.'),
  target: byOne(() => UserFilter, 'By whose access it changes.'),
  accessPackage: byOne(() => AccessPackageFilter, 'By the package.'),
  policy: byOneOrNone(() => AssignmentPolicyFilter, 'By the policy.'),
  assignment: byOneOrNone(() => AssignmentFilter, 'By the assignment.'),
  justification: byText('By why it was asked for.'),
  startsAt: byTime('By from when it was asked (`schedule.startsAt`).'),
  expiresAt: byTime('By until when it was asked (`schedule.expiresAt`).'),
  duration: byDuration('By for how long it was asked, where a length was asked for (`schedule.duration`).'),
  stages: byMany('ApprovalStage', () => ApprovalStageFilter, 'By its approval stages.'),
  answers: byMany('RequestAnswer', () => RequestAnswerFilter, 'By what was answered.'),
  comments: byMany('RequestComment', () => RequestCommentFilter, 'By what was written about it.'),
  timeline: byMany('AuditEvent', () => AuditEventFilter, 'By what happened to it.'),
  bypassedApproval: byFlag('By whether approval was bypassed.'),
  targetDepartment: byText('By the target\u2019s department of that time.'),
  targetJobTitle: byText('By the target\u2019s job title of that time.'),
  targetManager: byOneOrNone(() => UserFilter, 'By the target\u2019s manager of that time.'),
  createdAt: byTime('By when it was asked.'),
  updatedAt: byTime('By when it last changed.'),
  closedAt: byTime('By when it was closed.'),
});
export type AccessRequestFilter = FilterValue;

export const AccessRequestOrder = orderFor('AccessRequest', {
  indexed: ['CREATED_AT'],
  others: ['UPDATED_AT', 'CLOSED_AT', 'STATE', 'TYPE'],
  through: { TARGET_NAME: 'target.name', REQUESTER_NAME: 'requester.name', ACCESS_PACKAGE_NAME: 'accessPackage.name' },
});
export type AccessRequestOrder = OrderInput;

/** Arguments of a list of requests. */
export const AccessRequestListArgs = listArgs(AccessRequestFilter, AccessRequestOrder);
