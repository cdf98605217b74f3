import { type Case } from '../matrix/case.ts';
import { type Persona } from '../matrix/cast.ts';
import { INPUTS } from '../matrix/inputs/all.ts';
import { WRONG_STATES } from '../matrix/inputs/wrong-states.ts';

/**
 * What a mutation must leave behind, in order, each as `action Subject`. In front of it stands `refused:` where it was not done,
 * and `system:` where it is nobody's doing though somebody's change came upon it.
 */
export type Evidences = readonly string[];

/** Nothing is left behind, and that is right, because. */
export interface Silence {
  why: string;
}

const ENDED = ['request.submitted AccessRequest', 'assignment.ended Assignment'];
const REFUSED = ['refused: request.refused AccessPackage'];

/** The evidence of every mutation, tried with the inputs of the matrix; in brackets how, where it is tried in more than one way. */
export const MUTATION_EVIDENCE: Record<string, Evidences | Silence> = {
  createUser: ['user.created User'],
  updateUser: ['user.updated User'],
  blockUser: ['user.blocked User'],
  unblockUser: ['user.unblocked User'],
  deleteUser: ['user.deleted User'],
  'deleteUser (a holder)': [
    'user.deleted User',
    'request.canceled AccessRequest',
    'request.canceled AccessRequest',
    ...ENDED,
    ...ENDED,
    ...ENDED,
    // What was being delivered is taken over, and nobody is to do it by hand any more.
    'request.overtaken AccessRequest',
    'request.submitted AccessRequest',
    'manual_task.canceled ManualTask',
    'assignment.ended Assignment',
  ],
  restoreUser: ['user.restored User'],
  holdGuest: ['guest.held User'],
  exemptGuest: ['guest.exempted User'],
  governGuest: ['guest.governed User'],
  updateGuestLifecycle: ['guest_lifecycle.updated GuestLifecycleSettings'],
  createGroup: ['group.created Group'],
  updateGroup: ['group.updated Group'],
  deleteGroup: ['group.deleted Group'],
  addGroupMembers: ['group.members_added Group'],
  removeGroupMembers: ['group.members_removed Group'],
  assignDeploymentRole: ['deployment_role.assigned DeploymentRoleAssignment'],
  removeDeploymentRole: ['deployment_role.removed DeploymentRoleAssignment'],
  createApiToken: ['token.created ApiToken'],
  revokeApiToken: ['token.revoked ApiToken'],
  endSession: ['session.ended Session'],
  endOtherSessions: ['session.ended Session'],
  publishTerms: ['terms.published Terms'],
  acceptTerms: ['terms.accepted Terms'],
  createConnectedOrganization: ['organization.created ConnectedOrganization'],
  updateConnectedOrganization: ['organization.updated ConnectedOrganization'],
  deleteConnectedOrganization: ['organization.deleted ConnectedOrganization'],
  setDomainRule: ['domain_rule.set DomainRule'],
  deleteDomainRule: ['domain_rule.deleted DomainRule'],
  createCatalog: ['catalog.created Catalog'],
  updateCatalog: ['catalog.updated Catalog'],
  deleteCatalog: ['catalog.deleted Catalog'],
  assignCatalogRole: ['catalog.role_assigned Catalog'],
  removeCatalogRole: ['catalog.role_removed Catalog'],
  addResource: ['catalog.resource_added Resource'],
  removeResource: ['catalog.resource_removed Resource'],
  createConnector: ['connector.created Connector'],
  updateConnector: ['connector.updated Connector'],
  deleteConnector: ['connector.deleted Connector'],
  testConnector: ['connector.tested Connector'],
  createResource: ['resource.created Resource'],
  updateResource: ['resource.updated Resource'],
  deleteResource: ['resource.deleted Resource'],
  createAccessPackage: ['access_package.created AccessPackage'],
  updateAccessPackage: ['access_package.updated AccessPackage'],
  retireAccessPackage: ['access_package.retired AccessPackage'],
  deleteAccessPackage: ['access_package.deleted AccessPackage'],
  setAccessPackageRoles: ['access_package.roles_set AccessPackage'],
  createAssignmentPolicy: ['policy.created AssignmentPolicy'],
  updateAssignmentPolicy: ['policy.updated AssignmentPolicy'],
  confirmPolicyVersion: ['policy.version_confirmed AssignmentPolicyVersion'],
  deleteAssignmentPolicy: ['policy.deleted AssignmentPolicy'],
  submitAccessRequest: ['request.submitted AccessRequest', 'approval.stage_opened ApprovalStage'],
  'submitAccessRequest (on behalf)': ['request.submitted AccessRequest', 'approval.stage_opened ApprovalStage'],
  'submitAccessRequest (held already)': REFUSED,
  'submitAccessRequest (asked already)': REFUSED,
  // Whoever came upon an end that was reached did not end it.
  'submitAccessRequest (after the end)': [
    'system: request.submitted AccessRequest',
    'system: assignment.ended Assignment',
    'request.submitted AccessRequest',
    'approval.stage_opened ApprovalStage',
  ],
  cancelAccessRequest: ['request.canceled AccessRequest'],
  commentOnRequest: ['request.commented AccessRequest'],
  decideApproval: ['approval.decided ApprovalStage'],
  decideApprovals: ['approval.decided ApprovalStage'],
  takeBackDecision: ['approval.taken_back ApprovalStage'],
  takeBackDecisions: ['approval.taken_back ApprovalStage'],
  reassignApproval: ['approval.reassigned ApprovalStage'],
  revokeApproval: ['approval.revoked AccessRequest', ...ENDED],
  reprocessAccessRequest: ['request.reprocessed AccessRequest'],
  assignAccessPackage: ['request.submitted AccessRequest', 'approval.stage_opened ApprovalStage'],
  'assignAccessPackage (to oneself)': REFUSED,
  'assignAccessPackage (held already)': REFUSED,
  endAssignment: ENDED,
  'endAssignment (which is not theirs to end)': REFUSED,
  endAssignments: ENDED,
  extendAssignment: ['request.submitted AccessRequest', 'assignment.end_moved Assignment', 'request.settled AccessRequest'],
  'extendAssignment (out of bounds)': REFUSED,
  updateAnswers: ['request.submitted AccessRequest', 'request.settled AccessRequest', 'request.answers_changed AccessRequest'],
  completeManualTask: [
    'manual_task.completed ManualTask',
    'grant.activated Grant',
    'assignment.settled Assignment',
    'request.settled AccessRequest',
  ],
  rejectManualTask: [
    'manual_task.rejected ManualTask',
    'grant.failed Grant',
    'assignment.settled Assignment',
    'request.settled AccessRequest',
  ],
  retryProvisioning: ['provisioning.retried ProvisioningOperation'],
  markNotificationsRead: { why: 'What somebody has read is their own business and changes no access.' },
  updateNotificationPreferences: ['notification_preferences.updated User'],
};

/** Who tries what in "own", and what happened to the world before, as one statement. */
export interface Try {
  by: Persona;
  input: (c: Case) => object;
  before?: (c: Case, now: Date) => readonly [statement: string, ...parameters: unknown[]];
}

const MORE: Record<string, Try> = {
  'deleteUser (a holder)': { by: 'adm', input: (c) => ({ id: c.place.requester.id }) },
  'submitAccessRequest (after the end)': {
    by: 'req',
    input: (c) => ({ accessPackageId: c.place.packages.delivered.id }),
    before: (c, now) => ['update assignment set expires_at = ? where id = ?', now, c.place.ids.assignment],
  },
  'endAssignment (which is not theirs to end)': { by: 'rea', input: (c) => ({ assignmentId: c.place.ids.assignment }) },
  'extendAssignment (out of bounds)': {
    by: 'req',
    input: (c) => ({ assignmentId: c.place.ids.assignment, duration: 'P3650D' }),
  },
};

/** How a line of the table is tried. @throws where nothing says so */
export function tryOf(label: string): Try {
  const mutation = label.split(' ')[0]!;
  const found = MORE[label] ?? INPUTS[label] ?? (WRONG_STATES[label] && { ...WRONG_STATES[label], by: INPUTS[mutation]!.by });
  if (!found) throw new Error(`Nothing says how ${label} is tried.`);
  return found;
}
