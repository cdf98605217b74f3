import { expect, test } from 'vitest';
import type { Viewer } from './permissions.ts';
import type { StageDefinition } from './policy.ts';
import { theRequesting } from './policy.fixture.ts';
import { asksApproval, mayPackageRoleGroup } from './role-groups.ts';
import { DeploymentRole } from './vocabulary.ts';

test('only an administrator packages a group that carries roles', () => {
  const viewer = (role: DeploymentRole): Viewer => ({
    userId: 'usr_a',
    groupIds: [],
    deploymentRoles: [{ role, mayBypassApproval: true }],
    catalogRoles: [{ catalogId: 'cat_a', role: 'OWNER', mayBypassApproval: true }],
    tokenScope: null,
    catalogIds: null,
    isSystem: false,
  });
  const may = Object.values(DeploymentRole).filter((role) => mayPackageRoleGroup(viewer(role)).allowed);
  expect(may).toEqual(['ADMINISTRATOR']);
});

const stage = (occasion: StageDefinition['occasion'], quorum = 1) => ({ occasion, quorum }) as StageDefinition;

test('approval of an extension is none of the access itself', () => {
  const requesting = theRequesting();
  expect(asksApproval({ requesting, stages: [] })).toBe(false);
  expect(asksApproval({ requesting, stages: [stage('EXTEND')] })).toBe(false);
  expect(asksApproval({ requesting, stages: [stage('EXTEND'), stage('ADD')] })).toBe(true);
});

test('6.4 a stage that a manager\u2019s own request counts for asks nobody; one of two people still asks', () => {
  const requesting = theRequesting({ onBehalfPreApproves: true });
  expect(asksApproval({ requesting, stages: [stage('ADD')] })).toBe(false);
  expect(asksApproval({ requesting, stages: [stage('ADD'), stage('ADD')] })).toBe(false);
  expect(asksApproval({ requesting, stages: [stage('ADD'), stage('ADD', 2)] })).toBe(true);
});
