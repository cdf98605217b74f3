import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable, grantOf, operationsOf } from '../testkit/delivery.ts';
import { END } from '../testkit/documents.ts';
import { ask, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const TASKS = `query ($filter: ManualTaskFilter) { manualTasks(filter: $filter) { nodes {
  id state note closedBy { id } operation { action grant { user { id } resourceRole { name resource { name } } } } viewerCan { close { allowed code } } } } }`;
const COMPLETE = `mutation ($input: CompleteManualTaskInput!) { completeManualTask(input: $input) {
  manualTask { id state note closedBy { id } operation { state grant { state } } } errors { code message path } } }`;
const REJECT = `mutation ($input: RejectManualTaskInput!) { rejectManualTask(input: $input) {
  manualTask { id state operation { state grant { state lastError } } } errors { code message path } } }`;
const RETRY =
  'mutation ($input: RetryProvisioningInput!) { retryProvisioning(input: $input) { provisioningOperation { id } errors { code } } }';
const INBOX = `query { viewer { counts { manualTasks } } inbox { manualTasks { totalCount nodes { id } } approvals { totalCount } unread { totalCount nodes { kind text task { id } } } } }`;

const tasksFor = async (user: { id: string }, as: { id: string } | 'system' = 'system'): Promise<Answer[]> => {
  const filter = { operation: { grant: { user: { id: { eq: user.id } } } } };
  return (await t.query<Answer>(TASKS, { filter }, { as })).manualTasks.nodes;
};
const inboxOf = async (as: { id: string }) => {
  const { inbox, viewer } = await t.query<Answer>(INBOX, {}, { as });
  expect(viewer.counts.manualTasks).toBe(inbox.manualTasks.totalCount);
  return inbox;
};
const complete = (as: { id: string }, taskId: string, more: object = {}) =>
  t.execute<Answer>(COMPLETE, { input: { taskId, ...more } }, { as });
const reject = (as: { id: string }, taskId: string) =>
  t.execute<Answer>(REJECT, { input: { taskId, note: 'No seats left.' } }, { as });

describe('a target without a program', () => {
  test('waits for a person who owns the resource; done is done when they say so', async () => {
    const [owner, user, stranger] = await Promise.all([1, 2, 3].map(() => t.world.user()));
    const group = await t.world.group({ groups: [await t.world.group({ users: [owner!] })] });
    const { accessPackage } = await deliverable(t, { kind: 'manual', owners: [group] });
    const request = await ask(t, user!, accessPackage);
    await t.drain();
    expect((await look(t, user!, request)).state).toBe('DELIVERING');
    const [task] = await tasksFor(user!);
    expect(task).toMatchObject({ state: 'OPEN', operation: { action: 'GRANT', grant: { user: { id: user!.id } } } });
    const inbox = await inboxOf(owner!);
    expect(inbox.manualTasks.nodes).toEqual([{ id: task.id }]);
    expect(inbox.unread.nodes).toMatchObject([{ kind: 'MANUAL_TASK_OPENED', task: { id: task.id } }]);
    expect((await inboxOf(stranger!)).manualTasks.totalCount).toBe(0);
    expect(await tasksFor(user!, stranger!)).toEqual([]);

    expect((await complete(stranger!, task.id)).data?.completeManualTask.errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['taskId'] },
    ]);
    expect((await complete(user!, task.id)).data?.completeManualTask.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await complete(owner!, task.id, { note: 'Added in the console.' })).data?.completeManualTask).toMatchObject({
      errors: [],
      manualTask: {
        state: 'COMPLETED',
        note: 'Added in the console.',
        closedBy: { id: owner!.id },
        operation: { state: 'SUCCEEDED', grant: { state: 'ACTIVE' } },
      },
    });
    const seen = await look(t, 'system', request);
    expect(seen).toMatchObject({ state: 'DELIVERED', assignment: { grants: [{ state: 'ACTIVE', origin: 'PROVISIONED' }] } });
    const actions = seen.timeline.nodes.map(({ action }: Answer) => action);
    expect(actions.indexOf('manual_task.opened')).toBeLessThan(actions.indexOf('manual_task.completed'));
    expect((await inboxOf(owner!)).manualTasks.totalCount).toBe(0);
    expect((await complete(owner!, task.id)).data?.completeManualTask.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await reject(owner!, task.id)).data?.rejectManualTask.errors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });

  test('the audit holds a hash of the note, never the note', async () => {
    const admin = await t.world.admin();
    const user = await t.world.user();
    const { accessPackage } = await deliverable(t, { kind: 'manual' });
    await ask(t, user, accessPackage);
    await t.drain();
    const [task] = await tasksFor(user);
    await complete(admin, task.id, { note: 'Told Jane in person.' });
    const rows = await t.app.orm.em
      .fork()
      .getConnection()
      .execute('select details from audit_event where subject_id = ? order by id', [task.id]);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.details.noteHash).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(rows)).not.toContain('Jane');
  });

  test('nobody confirms for themself: an owner\u2019s own task waits for another owner, or for an administrator', async () => {
    const owner = await t.world.user();
    const admin = await t.world.admin();
    const { accessPackage } = await deliverable(t, { kind: 'manual', owners: [owner] });
    await ask(t, owner, accessPackage);
    await t.drain();
    const [task] = await tasksFor(owner, owner);
    expect(task.viewerCan.close).toEqual({ allowed: false, code: 'NOT_FOR_YOURSELF' });
    const { errors } = await complete(owner, task.id);
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const own = await inboxOf(owner);
    expect(own.manualTasks.totalCount).toBe(0);
    expect(own.unread.nodes.filter(({ kind }: Answer) => kind === 'MANUAL_TASK_OPENED')).toEqual([]);
    expect((await inboxOf(admin)).unread.nodes).toContainEqual(expect.objectContaining({ task: { id: task.id } }));
    expect((await complete(admin, task.id)).data?.completeManualTask.errors).toEqual([]);
  });

  test('an auditor sees a task and closes none; a token that may only read closes none', async () => {
    const user = await t.world.user();
    const [auditor, admin] = [await t.world.user({ roles: ['AUDITOR'] }), await t.world.admin()];
    const { accessPackage } = await deliverable(t, { kind: 'manual' });
    await ask(t, user, accessPackage);
    await t.drain();
    const [task] = await tasksFor(user, auditor);
    expect((await complete(auditor, task.id)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(
      (await t.execute(COMPLETE, { input: { taskId: task.id } }, { as: admin, tokenScope: 'READ' })).errors?.[0]?.extensions
        ?.code,
    ).toBe('FORBIDDEN');
    expect(await tasksFor(user)).toMatchObject([{ state: 'OPEN' }]);
  });

  test('what cannot be done fails the delivery, and a new try is a new task', async () => {
    const user = await t.world.user();
    const admin = await t.world.admin();
    const { accessPackage } = await deliverable(t, { kind: 'manual' });
    const request = await ask(t, user, accessPackage);
    await t.drain();
    const [task] = await tasksFor(user);
    expect(
      (await t.execute<Answer>(REJECT, { input: { taskId: task.id, note: '' } }, { as: admin })).data?.rejectManualTask.errors,
    ).toMatchObject([{ code: 'INVALID' }]);
    expect((await reject(admin, task.id)).data?.rejectManualTask).toMatchObject({
      errors: [],
      manualTask: { state: 'REJECTED', operation: { state: 'DEAD', grant: { state: 'FAILED' } } },
    });
    expect((await look(t, user, request)).state).toBe('FAILED');
    const [dead] = await operationsOf(t, user);
    expect((await t.query<Answer>(RETRY, { input: { operationId: dead.id } }, { as: admin })).retryProvisioning.errors).toEqual(
      [],
    );
    await t.drain();
    expect((await tasksFor(user)).map(({ state }) => state).sort()).toEqual(['OPEN', 'REJECTED']);
  });

  test('a task that is no longer needed closes itself', async () => {
    const user = await t.world.user();
    const owner = await t.world.user();
    const { accessPackage } = await deliverable(t, { kind: 'manual', owners: [owner] });
    const request = await ask(t, user, accessPackage);
    await t.drain();
    const { assignment } = await look(t, user, request);
    await t.query(END, { input: { assignmentId: assignment.id } }, { as: user });
    expect(await tasksFor(user)).toMatchObject([{ state: 'CANCELED', operation: { action: 'GRANT' } }]);
    expect((await inboxOf(owner)).manualTasks.totalCount).toBe(0);
    await t.drain();
    // Somebody may have done it already: that it is gone is for a person to say, too.
    const open = (await tasksFor(user)).filter(({ state }) => state === 'OPEN');
    expect(open).toMatchObject([{ operation: { action: 'REVOKE' } }]);
    expect((await complete(owner, open[0].id)).data?.completeManualTask.errors).toEqual([]);
    expect(await grantOf(t, user)).toMatchObject({ state: 'REMOVED' });
  });

  test('two who close it at once: one does, the other is told', async () => {
    const user = await t.world.user();
    const admins = [await t.world.admin(), await t.world.admin()];
    const { accessPackage } = await deliverable(t, { kind: 'manual' });
    await ask(t, user, accessPackage);
    await t.drain();
    const [task] = await tasksFor(user);
    const answers = await Promise.all(admins.map((admin) => complete(admin, task.id)));
    const codes = answers.flatMap(({ data }) => data?.completeManualTask.errors.map(({ code }: Answer) => code));
    expect(codes).toEqual(['WRONG_STATE']);
  });

  test('unknown ids are refused as absent', async () => {
    const admin = await t.world.admin();
    for (const taskId of ['tsk_00000000000000000000000000', 'nonsense', 'usr_00000000000000000000000000']) {
      expect((await complete(admin, taskId)).data?.completeManualTask.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect(
        (await t.query<Answer>(RETRY, { input: { operationId: taskId } }, { as: admin })).retryProvisioning.errors,
      ).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });
});
