import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { Crash, crashingApp } from '../testkit/crash.ts';
import { attempt, deliverable, giveUp, grantOf, operationsOf, retryWhenDue } from '../testkit/delivery.ts';
import { ask, look } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

describe('a worker that dies', () => {
  test.each([
    ['while it takes the operation', { transaction: 0, committed: false }, ['GRANT']],
    ['after it took the operation', { transaction: 0, committed: true }, ['GRANT']],
    ['before it wrote down that it looked', { transaction: 1, committed: false }, ['GRANT']],
    ['before its first write', { transaction: 1, committed: true }, ['GRANT']],
    ['after its write', { transaction: 2, committed: false }, ['GRANT', 'GRANT']],
    ['after it wrote down the outcome', { transaction: 2, committed: true }, ['GRANT']],
  ] as const)(
    '%s leaves work that another one ends well, and never takes our own for somebody else\u2019s',
    async (_when, point, writes) => {
      const { target, accessPackage, role } = await deliverable(t);
      const user = await t.world.user();
      const request = await ask(t, user, accessPackage);
      await expect(attempt(t, user, { app: crashingApp(t.app, point) })).rejects.toThrow(Crash);
      await t.drain();
      t.clock.advance('PT10M');
      await retryWhenDue(t);
      expect(await look(t, user, request)).toMatchObject({
        state: 'DELIVERED',
        assignment: { grants: [{ state: 'ACTIVE', origin: 'PROVISIONED' }] },
      });
      expect(target.writesFor(user)).toEqual(writes);
      expect(target.holders(role)).toEqual([user.id]);
    },
  );

  test('keeps others from its operation until its lease is over', async () => {
    const { target, accessPackage } = await deliverable(t);
    const user = await t.world.user();
    await ask(t, user, accessPackage);
    await expect(attempt(t, user, { app: crashingApp(t.app, { transaction: 0, committed: true }) })).rejects.toThrow(Crash);
    await t.drain();
    await attempt(t, user);
    expect(target.calls).toEqual([]);
    t.clock.advance('PT2M');
    await retryWhenDue(t);
    expect(target.writesFor(user)).toEqual(['GRANT']);
    expect(await operationsOf(t, user)).toMatchObject([{ state: 'SUCCEEDED', attempts: 2 }]);
  });
});

describe('an attempt whose lease is over', () => {
  test.each(['it succeeds', 'it is refused'])('6.s5 concludes nothing when %s late: the newer one does', async (how) => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    const [older, newer] = [target.delay(), target.delay()];
    const late = attempt(t, user);
    await older.arrived;
    t.clock.advance('PT2M');
    const again = attempt(t, user);
    await newer.arrived;
    if (how === 'it is refused') target.refuse();
    older.open();
    await late;
    expect(await operationsOf(t, user)).toMatchObject([{ state: 'RUNNING', attempts: 2, refusals: 0 }]);
    expect(await grantOf(t, user)).toMatchObject({ state: 'PENDING', activeAt: null });
    target.start();
    newer.open();
    await again;
    expect(await operationsOf(t, user)).toMatchObject([{ state: 'SUCCEEDED', attempts: 2 }]);
    expect((await look(t, user, request)).state).toBe('DELIVERED');
    expect(target.holders(role)).toEqual([user.id]);
  });
});

describe('an operation that is overtaken', () => {
  test('changes nothing when it succeeds late; the newer one runs after it, and the target ends as was last intended', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    const gate = target.delay();
    const late = attempt(t, user);
    await gate.arrived;
    await giveUp(t, user, request);
    expect((await operationsOf(t, user)).map(({ action, state }) => [action, state])).toEqual([
      ['GRANT', 'CANCELED'],
      ['REVOKE', 'QUEUED'],
    ]);
    await attempt(t, user);
    expect(target.writesFor(user)).toEqual([]);
    gate.open();
    await late;
    expect(target.has({ user, role })).toBe(true);
    expect(await grantOf(t, user)).toMatchObject({ state: 'REVOKING', activeAt: null });
    await t.drain();
    expect(target.writesFor(user)).toEqual(['GRANT', 'REVOKE']);
    expect(target.has({ user, role })).toBe(false);
    expect(await grantOf(t, user)).toMatchObject({ state: 'REMOVED' });
    expect((await operationsOf(t, user)).every(({ finishedAt, nextTryAt }) => finishedAt !== null && nextTryAt === null)).toBe(
      true,
    );
  });

  test('by a worker that never comes back holds the newer one up no longer than its lease', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    await expect(attempt(t, user, { app: crashingApp(t.app, { transaction: 2, committed: false }) })).rejects.toThrow(Crash);
    expect(target.has({ user, role })).toBe(true);
    await giveUp(t, user, request);
    await t.drain();
    expect(target.has({ user, role })).toBe(true);
    t.clock.advance('PT2M');
    await retryWhenDue(t);
    expect(target.has({ user, role })).toBe(false);
    expect((await look(t, 'system', request)).assignment).toMatchObject({ state: 'EXPIRED', grants: [{ state: 'REMOVED' }] });
  });

  test('and overtaken once more runs only what was intended last', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    const gate = target.delay();
    const late = attempt(t, user);
    await gate.arrived;
    await giveUp(t, user, request);
    const again = await ask(t, user, accessPackage);
    gate.open();
    await late;
    await t.drain();
    expect(target.writesFor(user)).toEqual(['GRANT', 'GRANT']);
    expect(target.has({ user, role })).toBe(true);
    expect((await operationsOf(t, user)).map(({ action, state }) => [action, state])).toEqual([
      ['GRANT', 'CANCELED'],
      ['REVOKE', 'CANCELED'],
      ['GRANT', 'SUCCEEDED'],
    ]);
    expect((await look(t, user, again)).assignment).toMatchObject({
      state: 'DELIVERED',
      grants: [{ state: 'ACTIVE', origin: 'PROVISIONED' }],
    });
  });

  test('a target that takes too long counts as away, and is told to stop', async () => {
    const { target, accessPackage, role } = await deliverable(t);
    const user = await t.world.user();
    const request = await ask(t, user, accessPackage);
    target.delay();
    await attempt(t, user, { limitMs: 20 });
    expect(await grantOf(t, user)).toMatchObject({ state: 'PENDING', lastError: 'It did not answer within 0.02 seconds.' });
    expect(target.has({ user, role })).toBe(false);
    t.clock.advance('PT2S');
    await retryWhenDue(t);
    expect((await look(t, user, request)).state).toBe('DELIVERED');
  });
});
