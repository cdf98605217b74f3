import { expect, test } from 'vitest';
import type { Viewer } from './permissions.ts';
import type { StageDefinition } from './policy.ts';
import { asksApproval, mayPackageRoleGroup } from './role-groups.ts';
import { DeploymentRole } from './vocabulary.ts';

test('only an administrator packages a group that carries roles', () => {
  const viewer = (role: DeploymentRole): Viewer => ({
    userId: 'usr_a',
    groupIds: [],
    deploymentRoles: [{ role, mayBypassApproval: true }],
    catalogRoles: [{ catalogId: 'cat_a', role: 'OWNER', mayBypassApproval: true }],
    tokenScope: null,
    isSystem: false,
  });
  const may = Object.values(DeploymentRole).filter((role) => mayPackageRoleGroup(viewer(role)).allowed);
  expect(may).toEqual(['ADMINISTRATOR']);
});

test('approval of an extension is none of the access itself', () => {
  const stage = (occasion: StageDefinition['occasion']) => ({ occasion }) as StageDefinition;
  expect(asksApproval({ stages: [] })).toBe(false);
  expect(asksApproval({ stages: [stage('EXTEND')] })).toBe(false);
  expect(asksApproval({ stages: [stage('EXTEND'), stage('ADD')] })).toBe(true);
});
