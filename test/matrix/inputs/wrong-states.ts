import { type Case } from '../case.ts';

/** Things in a state in which a mutation does not act on them, and the code that says so. Tried by who may do the mutation. */
export const WRONG_STATES: Record<string, { code: string; input: (c: Case) => object }> = {
  'updateUser (deleted)': { code: 'WRONG_STATE', input: (c) => ({ id: c.others.deleted.id, jobTitle: 'Another' }) },
  'blockUser (blocked)': { code: 'WRONG_STATE', input: (c) => ({ id: c.others.blocked.id }) },
  'unblockUser (active)': { code: 'WRONG_STATE', input: (c) => ({ id: c.place.target.id }) },
  'deleteUser (deleted)': { code: 'WRONG_STATE', input: (c) => ({ id: c.others.deleted.id }) },
  'restoreUser (active)': { code: 'WRONG_STATE', input: (c) => ({ id: c.place.target.id }) },
  'assignDeploymentRole (to a blocked one)': {
    code: 'NOT_FOUND',
    input: (c) => ({ role: 'AUDITOR', userId: c.others.blocked.id }),
  },
  'assignCatalogRole (to a deleted one)': {
    code: 'NOT_FOUND',
    input: (c) => ({ catalogId: c.place.catalog.id, role: 'READER', userId: c.others.deleted.id }),
  },
  'addGroupMembers (to itself)': { code: 'CYCLE', input: (c) => ({ groupId: c.group.id, groupIds: [c.group.id] }) },
  'createCatalog (with a name that is taken)': { code: 'NAME_TAKEN', input: (c) => ({ name: c.place.catalog.name }) },
  'deleteCatalog (with packages)': { code: 'IN_USE', input: (c) => ({ id: c.place.catalog.id }) },
  'removeResource (given by a package)': {
    code: 'IN_USE',
    input: (c) => ({ catalogId: c.place.catalog.id, resourceId: c.place.resource.id }),
  },
  'removeResource (not in it)': {
    code: 'NOT_FOUND',
    input: (c) => ({ catalogId: c.place.catalog.id, resourceId: c.place.spareResource.id }),
  },
  'deleteConnector (with resources)': { code: 'IN_USE', input: (c) => ({ id: c.place.connector.id }) },
  'deleteResource (in a catalog)': { code: 'IN_USE', input: (c) => ({ id: c.place.resource.id }) },
  'createAccessPackage (with a name that is taken)': {
    code: 'NAME_TAKEN',
    input: (c) => ({ catalogId: c.place.catalog.id, name: c.place.packages.fresh.name, hidden: false }),
  },
  'deleteAccessPackage (held)': { code: 'IN_USE', input: (c) => ({ id: c.place.packages.delivered.id }) },
  'setAccessPackageRoles (of a resource that is not in the catalog)': {
    code: 'NOT_FOUND',
    input: (c) => ({ id: c.place.packages.fresh.id, roles: [{ resourceRoleId: c.others.strangeRole.id }] }),
  },
  'deleteAssignmentPolicy (asked under)': { code: 'IN_USE', input: (c) => ({ id: c.place.ids.policy }) },
  'submitAccessRequest (held already)': {
    code: 'NOT_ELIGIBLE',
    input: (c) => ({ accessPackageId: c.place.packages.delivered.id }),
  },
  'submitAccessRequest (asked already)': {
    code: 'NOT_ELIGIBLE',
    input: (c) => ({ accessPackageId: c.place.packages.pending.id }),
  },
  'cancelAccessRequest (delivered)': { code: 'WRONG_STATE', input: (c) => ({ requestId: c.place.requests.delivered.id }) },
  'commentOnRequest (delivered)': {
    code: 'WRONG_STATE',
    input: (c) => ({ requestId: c.place.requests.delivered.id, text: 'A word' }),
  },
  'decideApproval (decided)': {
    code: 'ALREADY_DECIDED',
    input: (c) => ({ stageId: c.place.ids.scheduledStage, decision: 'APPROVE' }),
  },
  'decideApprovals (decided)': {
    code: 'ALREADY_DECIDED',
    input: (c) => ({ stageIds: [c.place.ids.scheduledStage], decision: 'APPROVE' }),
  },
  'takeBackDecision (not decided)': { code: 'WRONG_STATE', input: (c) => ({ stageId: c.place.ids.pendingStage }) },
  'takeBackDecision (long ago)': { code: 'UNDO_WINDOW_OVER', input: (c) => ({ stageId: c.place.ids.deliveredStage }) },
  'reassignApproval (decided)': {
    code: 'WRONG_STATE',
    input: (c) => ({ stageId: c.place.ids.scheduledStage, userId: c.place.target.id }),
  },
  'reassignApproval (to a blocked one)': {
    code: 'INVALID',
    input: (c) => ({ stageId: c.place.ids.pendingStage, userId: c.others.blocked.id }),
  },
  'reassignApproval (to the requester)': {
    code: 'INVALID',
    input: (c) => ({ stageId: c.place.ids.pendingStage, userId: c.place.requester.id }),
  },
  'revokeApproval (to be taken back)': { code: 'WRONG_STATE', input: (c) => ({ requestId: c.place.requests.scheduled.id }) },
  'reprocessAccessRequest (delivered)': { code: 'WRONG_STATE', input: (c) => ({ requestId: c.place.lived.earlyRequest }) },
  'assignAccessPackage (held already)': {
    code: 'NOT_ELIGIBLE',
    input: (c) => ({
      accessPackageId: c.place.packages.delivered.id,
      policyId: c.place.ids.deliveredPolicy,
      targets: [{ userId: c.place.requester.id }],
    }),
  },
  'completeManualTask (closed)': { code: 'WRONG_STATE', input: (c) => ({ taskId: c.place.ids.closedTask }) },
  'rejectManualTask (closed)': { code: 'WRONG_STATE', input: (c) => ({ taskId: c.place.ids.closedTask, note: 'Again' }) },
  'retryProvisioning (waiting)': { code: 'WRONG_STATE', input: (c) => ({ operationId: c.place.ids.waitingOperation }) },
};
