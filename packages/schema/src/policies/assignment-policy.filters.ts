import { AccessPackageFilter } from '../catalog/access-package.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { ExpirationKind, PolicyScope, PolicyState } from '../rules/vocabulary.ts';
import {
  byFlag,
  byId,
  byInt,
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
  state: byWord('PolicyState', PolicyState, 'In use or not.'),
  priority: byInt('By its priority.'),
  accessPackage: byOne(() => AccessPackageFilter, 'By the package it is for.'),
  currentVersion: byOne(() => AssignmentPolicyVersionFilter, 'By what it says now.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type AssignmentPolicyFilter = FilterValue;

export const AssignmentPolicyVersionFilter: FilterClass = filterFor('AssignmentPolicyVersion', {
  id: byId('By its id.'),
  number: byInt('By its number.'),
  scope: byWord('PolicyScope', PolicyScope, 'By whom it is for.'),
  expiration: byWord('ExpirationKind', ExpirationKind, 'By how access under it ends.'),
  selfAdd: byFlag('By whether people ask for themselves.'),
  extensionAllowed: byFlag('By whether it may be extended.'),
  author: byOneOrNone(() => UserFilter, 'By who wrote it.'),
  confirmedBy: byOneOrNone(() => UserFilter, 'By who confirmed it.'),
  confirmedAt: byTime('By when it was confirmed.'),
});
export type AssignmentPolicyVersionFilter = FilterValue;

export const AssignmentPolicyOrder = orderFor('AssignmentPolicy', ['NAME', 'PRIORITY', 'CREATED_AT', 'UPDATED_AT']);
export type AssignmentPolicyOrder = OrderInput;

/** Arguments of a list of policies. */
export const AssignmentPolicyListArgs = listArgs(AssignmentPolicyFilter, AssignmentPolicyOrder);
