import { ApprovalStageFilter } from '../requests/approval-stage.filters.ts';
import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import { ResourceFilter } from '../catalog/resource.filters.ts';
import { CatalogRoleFilter } from '../catalog/catalog-role.filters.ts';
import { GrantFilter } from '../assignments/grant.filters.ts';
import { AssignmentFilter } from '../assignments/assignment.filters.ts';
import { GuestLifecycleFilter } from './guest-lifecycle.filters.ts';
import { GroupFilter } from './group.filters.ts';
import { ApiTokenFilter } from './api-token.filters.ts';
import { DeploymentRoleFilter } from './deployment-role.filters.ts';
import { ConnectedOrganizationFilter } from '../organizations/connected-organization.filters.ts';
import { BlockReason, UserKind, UserState } from '../rules/vocabulary.ts';
import {
  byAttributes,
  byFlag,
  byId,
  byMany,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';

export const UserFilter: FilterClass = filterFor('User', {
  id: byId('By their id.'),
  kind: byWord('UserKind', UserKind, 'Members, guests or services.'),
  state: byWord('UserState', UserState, 'Active, blocked or deleted.'),
  name: byText('By their name.'),
  email: byText('By their mail address.'),
  emailProvedAt: byTime('By when they last proved their mail address, as far as you may see it.'),
  organization: byOneOrNone(() => ConnectedOrganizationFilter, 'By their organization.'),
  governed: byFlag('By whether their account follows from their access, as far as you may see it.'),
  department: byText('By their department.'),
  jobTitle: byText('By their job title.'),
  region: byText('By their region, as far as you may see it.'),
  manager: byOneOrNone(() => UserFilter, 'By who leads them.'),
  reports: byMany('User', () => UserFilter, 'By who reports to them.'),
  responsible: byOneOrNone(() => UserFilter, 'By who answers for this service.'),
  services: byMany('User', () => UserFilter, 'By the services they answer for.'),
  groups: byMany('Group', () => GroupFilter, 'By the groups they are in, through nested groups too.'),
  assignments: byMany('Assignment', () => AssignmentFilter, 'By what they hold or held.'),
  grants: byMany('Grant', () => GrantFilter, 'By the rights they have or had.'),
  accessRequests: byMany('AccessRequest', () => AccessRequestFilter, 'By the requests about their access.'),
  submittedRequests: byMany('AccessRequest', () => AccessRequestFilter, 'By the requests they started.'),
  approvalStages: byMany('ApprovalStage', () => ApprovalStageFilter, 'By what they are or were asked to decide.'),
  ownedResources: byMany('Resource', () => ResourceFilter, 'By the resources they answer for themselves.'),
  catalogRoles: byMany('CatalogRoleAssignment', () => CatalogRoleFilter, 'By the roles in catalogs they hold themselves.'),
  deploymentRoles: byMany(
    'DeploymentRoleAssignment',
    () => DeploymentRoleFilter,
    'By the roles over the deployment they hold themselves.',
  ),
  apiTokens: byMany('ApiToken', () => ApiTokenFilter, 'By the tokens with which tools act as them.'),
  blockReason: byWord('BlockReason', BlockReason, 'By why they are blocked, as far as you may see it.'),
  deletedAt: byTime('By when they were deleted, as far as you may see it.'),
  lifecycle: byOneOrNone(() => GuestLifecycleFilter, 'By what becomes of a governed guest, as far as you may see it.'),
  erasedAt: byTime('By when they were erased.'),
  attributes: byAttributes('By custom attributes, as far as you may see them.'),
  createdAt: byTime('By when they became known here.'),
  updatedAt: byTime('By when they last changed.'),
});
export type UserFilter = FilterValue;

export const UserOrder = orderFor('User', {
  indexed: ['NAME'],
  others: ['EMAIL', 'DEPARTMENT', 'JOB_TITLE', 'CREATED_AT', 'UPDATED_AT'],
  through: { MANAGER_NAME: 'manager.name' },
});
export type UserOrder = OrderInput;

/** Arguments of a list of users. */
export const UserListArgs = listArgs(UserFilter, UserOrder);
