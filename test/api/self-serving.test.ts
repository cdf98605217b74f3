import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGN, OPTIONS, SUBMIT } from '../testkit/documents.ts';
import { afterUndo, ask, askInVain, type Answer } from '../testkit/flow.ts';
import { done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const definition = (more: object = {}) => ({
  scope: 'ALL_MEMBERS',
  requesting: { managerOnBehalf: true },
  expiration: { kind: 'AFTER_DURATION', duration: 'P30D' },
  ...more,
});
const VERSION = `assignmentPolicy { id version currentVersion { id number awaitsConfirmation author { id } confirmedBy { id } confirmedAt
  viewerCan { confirm { allowed code } } } } warnings { code message }`;

/** A catalog with two who may edit policies, and a hidden package in it whose only policy one of them wrote. */
async function written(more: object = {}) {
  const { world } = t;
  const catalog = await world.catalog();
  const author = await world.user({ name: `Author ${catalog.id}`, email: `${catalog.id}@contoso.example` });
  const second = await world.user();
  for (const holder of [author, second]) await world.catalogRole(catalog, { role: 'PACKAGE_MANAGER', holder });
  const pkg = await world.package({ catalog, hidden: true });
  const input = { accessPackageId: pkg.id, name: 'Mine', definition: definition(more) };
  const saved = await done(t, 'createAssignmentPolicy', input, author, VERSION);
  return { author, second, pkg, saved, policy: saved.assignmentPolicy, version: saved.assignmentPolicy.currentVersion };
}

const confirm = (as: { id: string }, version: { id: string }) =>
  mutate(t, 'confirmPolicyVersion', { versionId: version.id }, as, VERSION);

describe('6.7 nobody decides for themself by writing a policy', () => {
  test('6.7 whoever wrote a policy that asks nobody else is refused until somebody else confirms it', async () => {
    const { author, second, pkg, saved, version } = await written();
    expect(saved.warnings).toMatchObject([{ code: 'OPENS_TO_EDITOR', message: expect.stringMatching(/confirms it/) }]);
    expect(version).toMatchObject({
      awaitsConfirmation: true,
      author: { id: author.id },
      viewerCan: { confirm: { allowed: false, code: 'NOT_FOR_YOURSELF' } },
    });
    expect(await askInVain(t, author, pkg)).toEqual(['SELF_SERVING_POLICY']);
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: author });
    expect(requestOptions).toMatchObject({
      mayRequest: false,
      gates: [{ code: 'SELF_SERVING_POLICY', fixedBy: 'PACKAGE_MANAGER' }],
    });
    // For everybody else it does what it says.
    expect((await ask(t, await t.world.user(), pkg)).state).not.toBe('PENDING_APPROVAL');

    expect((await confirm(author, version)).code).toBe('FORBIDDEN');
    expect((await confirm(await t.world.user(), version)).code).toBe('FORBIDDEN');
    const confirmed = await confirm(second, version);
    expect(confirmed.payload.assignmentPolicy.currentVersion).toMatchObject({
      awaitsConfirmation: false,
      confirmedBy: { id: second.id },
      confirmedAt: t.clock.now().toISOString(),
    });
    expect((await confirm(second, version)).code).toBe('WRONG_STATE');
    const trail = await t.query<Answer>(
      '{ auditEvents(filter: { action: { eq: "policy.version_confirmed" } }, first: 1) { nodes { subjectId actor { id } details } } }',
      {},
      { as: 'system' },
    );
    expect(trail.auditEvents.nodes).toMatchObject([
      { subjectId: version.id, actor: { id: second.id }, details: { authorId: author.id } },
    ]);
    expect((await ask(t, author, pkg)).state).toBe('DELIVERED');
  });

  test('6.7 what is written anew has to be confirmed anew, and what is no longer said is not confirmed', async () => {
    const { author, second, pkg, policy, version } = await written();
    await confirm(second, version);
    const again = {
      id: policy.id,
      definition: definition({ questions: [{ kind: 'SHORT_TEXT', text: 'Why?', required: false }] }),
    };
    await done(t, 'updateAssignmentPolicy', again, author);
    expect(await askInVain(t, author, pkg)).toEqual(['SELF_SERVING_POLICY']);
    expect((await confirm(second, version)).code).toBe('WRONG_STATE');
    // Renaming it writes no version.
    const third = await done(t, 'updateAssignmentPolicy', { id: policy.id, name: 'Renamed' }, second, VERSION);
    expect(third.assignmentPolicy.currentVersion).toMatchObject({ number: 2, author: { id: author.id } });
  });

  test('6.7 nor on behalf, nor by direct assignment to whoever wrote it', async () => {
    const { author, second, pkg, policy } = await written();
    const report = await t.world.user({ manager: author });
    const onBehalf = { input: { accessPackageId: pkg.id, targetId: report.id } };
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, onBehalf, { as: author });
    expect(submitAccessRequest.errors).toMatchObject([{ gates: [{ code: 'SELF_SERVING_POLICY' }] }]);
    const assign = async (as: { id: string }, target: { id: string }) => {
      const input = { accessPackageId: pkg.id, policyId: policy.id, targets: [{ userId: target.id }] };
      const { assignAccessPackage } = await t.query<Answer>(ASSIGN, { input }, { as });
      return assignAccessPackage.errors.flatMap((error: Answer) => error.gates.map(({ code }: Answer) => code));
    };
    expect(await assign(second, author)).toEqual(['SELF_SERVING_POLICY']);
    // Somebody with the role gives openly to somebody else, as ever (ADR 0014).
    expect(await assign(author, report)).toEqual([]);
  });

  test('6.7 a policy that asks somebody serves its author as anybody', async () => {
    const approver = await t.world.user();
    const { author, pkg, version } = await written({
      stages: [{ approvers: [{ kind: 'USER', userId: approver.id }] }],
      expiration: { kind: 'NEVER' },
    });
    expect(version.awaitsConfirmation).toBe(false);
    expect((await ask(t, author, pkg)).state).toBe('PENDING_APPROVAL');
  });

  test('6.7 what was written before authors were recorded counts as confirmed', async () => {
    const { world } = t;
    const catalog = await world.catalog();
    const editor = await world.user();
    await world.catalogRole(catalog, { role: 'PACKAGE_MANAGER', holder: editor });
    const pkg = await world.package({ catalog, policy: {} });
    await ask(t, editor, pkg);
    await afterUndo(t);
  });
});
