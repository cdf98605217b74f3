import { PolicyPartyFilter, PolicyQuestionFilter, PolicyStageFilter } from './policy-parts.filters.ts';
import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import { AssignmentFilter } from '../assignments/assignment.filters.ts';
import { AccessPackageFilter } from '../catalog/access-package.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { ExpirationKind, PolicyScope, PolicyState } from '../rules/vocabulary.ts';
import {
  byDuration,
  byFlag,
  byId,
  byInt,
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

export const AssignmentPolicyFilter: FilterClass = filterFor('AssignmentPolicy', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  description: byText('By its description.'),
  state: byWord('PolicyState', PolicyState, 'In use or not.'),
  priority: byInt('By its priority.'),
  accessPackage: byOne(() => AccessPackageFilter, 'By the package it is for.'),
  currentVersion: byOne(() => AssignmentPolicyVersionFilter, 'By what it says now.'),
  versions: byMany('AssignmentPolicyVersion', () => AssignmentPolicyVersionFilter, 'By what it says or said.'),
  assignments: byMany('Assignment', () => AssignmentFilter, 'By the assignments under it.'),
  accessRequests: byMany('AccessRequest', () => AccessRequestFilter, 'By the requests under it.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type AssignmentPolicyFilter = FilterValue;

export const AssignmentPolicyVersionFilter: FilterClass = filterFor('AssignmentPolicyVersion', {
  id: byId('By its id.'),
  policy: byOne(() => AssignmentPolicyFilter, 'By the policy.'),
  number: byInt('By its number.'),
  scope: byWord('PolicyScope', PolicyScope, 'By whom it is for.'),
  expiration: byWord('ExpirationKind', ExpirationKind, 'By how access under it ends.'),
  parties: byMany('PolicyParty', () => PolicyPartyFilter, 'By the users and groups it names.'),
  stages: byMany('PolicyStage', () => PolicyStageFilter, 'By its approval stages.'),
  questions: byMany('PolicyQuestion', () => PolicyQuestionFilter, 'By what it asks.'),
  endsAt: byTime('By the date on which access under it ends.'),
  duration: byDuration('By how long access under it lasts.'),
  selfAdd: byFlag('By whether people ask for themselves.'),
  selfExtend: byFlag('By whether holders ask to keep it.'),
  selfRemove: byFlag('By whether holders give it up themselves.'),
  managerOnBehalf: byFlag('By whether managers ask for their reports.'),
  justificationRequired: byFlag('By whether a requester must say why.'),
  extensionAllowed: byFlag('By whether it may be extended.'),
  extensionNeedsApproval: byFlag('By whether an extension needs approval.'),
  extensionWindow: byDuration('By how long before the end an extension may be asked for.'),
  extensionCeiling: byDuration('By how long access may last in all.'),
  author: byOneOrNone(() => UserFilter, 'By who wrote it.'),
  confirmedBy: byOneOrNone(() => UserFilter, 'By who confirmed it.'),
  confirmedAt: byTime('By when it was confirmed.'),
  createdAt: byTime('By when it was written.'),
});
export type AssignmentPolicyVersionFilter = FilterValue;

export const AssignmentPolicyOrder = orderFor('AssignmentPolicy', {
  others: ['NAME', 'PRIORITY', 'CREATED_AT', 'UPDATED_AT'],
  through: { ACCESS_PACKAGE_NAME: 'accessPackage.name' },
});
export type AssignmentPolicyOrder = OrderInput;

export const AssignmentPolicyVersionOrder = orderFor('AssignmentPolicyVersion', { others: ['NUMBER', 'CREATED_AT'] });

/** Arguments of a list of what a policy said. */
export const AssignmentPolicyVersionListArgs = listArgs(AssignmentPolicyVersionFilter, AssignmentPolicyVersionOrder);

/** Arguments of a list of policies. */
export const AssignmentPolicyListArgs = listArgs(AssignmentPolicyFilter, AssignmentPolicyOrder);
