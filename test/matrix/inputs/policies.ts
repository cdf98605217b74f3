import { type Bases } from './base.ts';

const definition = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' }, stages: [{ approvers: [{ kind: 'MANAGER' }] }] };

export const POLICY_INPUTS: Bases = {
  createAssignmentPolicy: {
    by: 'pkg',
    input: (c) => ({ accessPackageId: c.place.packages.delivered.id, name: 'A new policy', definition }),
  },
  updateAssignmentPolicy: { by: 'pkg', input: (c) => ({ id: c.place.ids.policy, description: 'Another one' }) },
  confirmPolicyVersion: { by: 'pkg', input: (c) => ({ versionId: c.place.ids.spareVersion }) },
  deleteAssignmentPolicy: { by: 'pkg', input: (c) => ({ id: c.place.sparePolicy.id }) },
};
