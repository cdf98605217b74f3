import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { afterUndo, ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const EVERYTHING = `query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) {
  accessPackageName mayRequest reference accessPackage { id name } target { name } gates { code message fixedBy }
  policies { policyName because needsApproval policy { name } questions { text } gates { message }
    stages { approvers { name user { name } } escalationApprovers { name user { name } } } } } }`;
const SUBMIT = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) { accessRequest { id }
  errors { __typename message ... on NotEligibleError { reference gates { code message fixedBy } } } } }`;
const EVENT = `query ($id: ID!) { node(id: $id) { ... on AuditEvent { action outcome actor { id } accessPackageId details } } }`;

/** Names nobody may meet in an answer that is not theirs. */
const SECRET = /Secret/;

async function options(as: { id: string }, pkg: { id: string }, target: { id: string } | null = null): Promise<Answer> {
  return (await t.query<Answer>(EVERYTHING, { id: pkg.id, target: target?.id ?? null }, { as })).requestOptions;
}

let made = 0;
async function secretPackage({ world }: TestApp, catalog: { externallyVisible: boolean }, policy: object) {
  made += 1;
  const approver = await world.user({ name: 'Secret approver', email: `approver-${made}@contoso.example` });
  const home = await world.catalog({ name: `Secret catalog ${made}`, ...catalog });
  return world.package({
    name: 'Secret package',
    hidden: true,
    catalog: home,
    policy: { name: 'Secret policy', stages: [{ approvers: [approver] }], ...policy },
  });
}

describe('6.6 what is not theirs to see keeps its name from whoever holds the id', () => {
  test('6.6 a guest with the id of a hidden package for members reads why not, and no name', async () => {
    const guest = await t.world.user({ kind: 'GUEST' });
    const pkg = await secretPackage(t, { externallyVisible: true }, { scope: 'ALL_MEMBERS' });
    const told = await options(guest, pkg);
    expect(told).toMatchObject({ accessPackageName: null, accessPackage: null, mayRequest: false, policies: [] });
    expect(told.gates).toMatchObject([{ code: 'NO_POLICY_IN_SCOPE' }]);
    expect(JSON.stringify(told)).not.toMatch(SECRET);
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: guest });
    expect(JSON.stringify(submitAccessRequest)).not.toMatch(SECRET);
  });

  test('6.6 nor does one in whose scope a package of a closed catalog is learn who would decide', async () => {
    const guest = await t.world.user({ kind: 'GUEST' });
    const pkg = await secretPackage(t, { externallyVisible: false }, { scope: 'ALL_USERS' });
    const told = await options(guest, pkg);
    expect(told).toMatchObject({ accessPackageName: null, policies: [], gates: [{ code: 'CATALOG_NOT_EXTERNAL' }] });
    expect(JSON.stringify(told)).not.toMatch(SECRET);
  });

  test('6.6 nor a member for whom no policy is', async () => {
    const member = await t.world.user();
    const pkg = await secretPackage(t, { externallyVisible: true }, { for: [await t.world.group()] });
    const told = await options(member, pkg);
    expect(told).toMatchObject({ accessPackageName: null, reference: null, gates: [{ code: 'NO_POLICY_IN_SCOPE' }] });
    expect(JSON.stringify(told)).not.toMatch(SECRET);
  });

  test('6.6 hidden is not a gate: whoever has the link and a policy reads everything', async () => {
    const guest = await t.world.user({ kind: 'GUEST' });
    const pkg = await secretPackage(t, { externallyVisible: true }, { scope: 'ALL_USERS' });
    expect(await options(guest, pkg)).toMatchObject({
      accessPackageName: 'Secret package',
      mayRequest: true,
      reference: null,
      policies: [{ policyName: 'Secret policy', stages: [{ approvers: [{ name: 'Secret approver' }] }] }],
    });
    // What was asked for stays theirs to see; where something stands in the way, who would decide is no outsider's.
    await ask(t, guest, pkg);
    const again = await options(guest, pkg);
    expect(again).toMatchObject({ accessPackageName: 'Secret package', gates: [{ code: 'REQUEST_PENDING' }] });
    expect(again.policies).toMatchObject([{ stages: [{ approvers: [{ name: 'A named person', user: null }] }] }]);
  });

  test('6.6 the outsider reads a reference that an administrator looks up, the same each time', async () => {
    const guest = await t.world.user({ kind: 'GUEST' });
    const admin = await t.world.admin();
    const pkg = await secretPackage(t, { externallyVisible: true }, { scope: 'ALL_MEMBERS' });
    const { reference } = await options(guest, pkg);
    expect((await options(guest, pkg)).reference).toBe(reference);
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: guest });
    const references = [reference, submitAccessRequest.errors[0].reference];
    for (const [at, action] of ['request.refusal_foreseen', 'request.refused'].entries()) {
      const id = references[at];
      expect((await t.query<Answer>(EVENT, { id }, { as: guest })).node).toBeNull();
      expect((await t.query<Answer>(EVENT, { id }, { as: admin })).node).toMatchObject({
        action,
        outcome: 'REFUSED',
        actor: { id: guest.id },
        accessPackageId: pkg.id,
        details: { gates: ['NO_POLICY_IN_SCOPE'] },
      });
    }
  });

  test('6.6 a manager is answered for a report only where a policy lets managers ask', async () => {
    const manager = await t.world.user();
    const report = await t.world.user({ manager });
    const open = await t.world.package({ policy: { managerOnBehalf: true } });
    const closed = await t.world.package({ policy: {} });
    expect(await options(manager, open, report)).toMatchObject({ mayRequest: true });
    expect(await options(manager, closed, report)).toBeNull();
    await ask(t, report, closed);
    const input = { accessPackageId: closed.id, targetId: report.id };
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input }, { as: manager });
    expect(submitAccessRequest.errors).toMatchObject([{ gates: [{ code: 'NOT_YOURS_TO_REQUEST' }] }]);
  });
});

describe('asking on behalf of somebody', () => {
  test('tells a stranger nothing about what that person has', async () => {
    const [stranger, holder] = [await t.world.user(), await t.world.user()];
    const pkg = await t.world.package({ policy: { duration: 'P30D' } });
    await ask(t, holder, pkg);
    await afterUndo(t);
    const input = { accessPackageId: pkg.id, targetId: holder.id };
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input }, { as: stranger });
    expect(submitAccessRequest.errors).toHaveLength(1);
    expect(submitAccessRequest.errors[0].gates).toMatchObject([{ code: 'NOT_YOURS_TO_REQUEST' }]);
    expect(submitAccessRequest.errors[0].gates).toHaveLength(1);
  });
});
