import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { SUBMIT } from '../testkit/documents.ts';
import { ask, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

it('6.29 the last day there is is an end like any other, and what lies beyond it is refused as input', async () => {
  const [user, late] = [await t.world.user(), await t.world.user()];
  const accessPackageId = (await t.world.package({ policy: {} })).id;
  const askUntil = (as: { id: string }, expiresAt: string) =>
    t.execute<Answer>(SUBMIT, { input: { accessPackageId, expiresAt } }, { as });
  const last = '9999-12-31T23:59:59.999Z';
  const { data } = await askUntil(user, last);
  expect(data?.submitAccessRequest).toMatchObject({ errors: [], accessRequest: { schedule: { expiresAt: last } } });
  const { errors } = await askUntil(late, '9999-12-31T23:59:59.999-05:00');
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).toContain('between the years 0001 and 9999');
});

it('6.29 access that begins shortly before it ends with it, however long it would last', async () => {
  const user = await t.world.user();
  const { id } = await t.world.package({ policy: { duration: 'P30D' } });
  t.clock.set(new Date('9999-12-20T09:00:00.000Z'));
  const request = await ask(t, user, { id });
  await t.drain();
  expect((await look(t, user, request)).assignment).toMatchObject({ state: 'DELIVERED', expiresAt: '9999-12-31T23:59:59.999Z' });
});
