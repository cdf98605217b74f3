import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGN } from '../testkit/documents.ts';
import { type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('what leads into a group with roles in Gatehouse is given only with approval: nobody bypasses it', async () => {
  const [owner, manager, friend] = await Promise.all([1, 2, 3].map(() => t.world.user()));
  const catalog = await t.world.catalog();
  await t.world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: manager!, mayBypassApproval: true });
  const admins = await t.world.group();
  await t.world.catalogRole(catalog, { role: 'OWNER', holder: admins });
  const { roles } = await t.world.resource({ group: admins, catalogs: [catalog] });
  const pkg = await t.world.package({ catalog, roles });
  const policy = await t.world.policy({ accessPackage: pkg, stages: [{ approvers: [owner!] }] });
  const input = { accessPackageId: pkg.id, policyId: policy.id, targets: [{ userId: friend!.id }], bypassApproval: true };
  const { assignAccessPackage } = await t.query<Answer>(ASSIGN, { input }, { as: manager! });
  expect(assignAccessPackage).toMatchObject({
    accessRequests: [],
    errors: [{ code: 'INVALID', path: ['bypassApproval'] }],
  });
  const asked = await t.query<Answer>(ASSIGN, { input: { ...input, bypassApproval: false } }, { as: manager! });
  expect(asked.assignAccessPackage).toMatchObject({ errors: [], accessRequests: [{ state: 'PENDING_APPROVAL' }] });
});
