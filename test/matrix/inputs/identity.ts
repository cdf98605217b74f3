import { type Bases } from './base.ts';

export const IDENTITY_INPUTS: Bases = {
  createUser: { by: 'adm', input: () => ({ name: 'Somebody new' }) },
  updateUser: { by: 'adm', input: (c) => ({ id: c.somebody.id, jobTitle: 'Another one' }) },
  blockUser: { by: 'adm', input: (c) => ({ id: c.place.target.id }) },
  'blockUser (oneself)': { by: 'adm', input: (c) => ({ id: c.me.id }) },
  unblockUser: { by: 'adm', input: (c) => ({ id: c.others.blocked.id }) },
  deleteUser: { by: 'adm', input: (c) => ({ id: c.place.target.id }) },
  'deleteUser (oneself)': { by: 'adm', input: (c) => ({ id: c.me.id }) },
  restoreUser: { by: 'adm', input: (c) => ({ id: c.others.deleted.id }) },
  createGroup: { by: 'adm', input: () => ({ name: 'A new group' }) },
  updateGroup: { by: 'adm', input: (c) => ({ id: c.group.id, description: 'Another one' }) },
  deleteGroup: { by: 'adm', input: (c) => ({ id: c.group.id }) },
  addGroupMembers: { by: 'adm', input: (c) => ({ groupId: c.group.id, userIds: [c.place.target.id] }) },
  removeGroupMembers: { by: 'adm', input: (c) => ({ groupId: c.others.everybody.id, userIds: [c.me.id] }) },
  assignDeploymentRole: { by: 'adm', input: (c) => ({ role: 'AUDITOR', userId: c.others.bystander.id }) },
  'assignDeploymentRole (to oneself, with bypass)': {
    by: 'adm',
    input: (c) => ({ role: 'ADMINISTRATOR', userId: c.me.id, mayBypassApproval: true }),
  },
  removeDeploymentRole: { by: 'adm', input: (c) => ({ id: c.others.deploymentRole.id }) },
  createApiToken: { by: 'mem', input: () => ({ name: 'A tool' }) },
  revokeApiToken: { by: 'mem', input: (c) => ({ id: c.mine.token }) },
  endSession: { by: 'mem', input: (c) => ({ id: c.mine.session }) },
};
