import { User } from '@gatehouse/schema/identity/user.entity';
import { inChange, type Change } from '@gatehouse/server/kernel/change';
import { lockRow } from '@gatehouse/server/kernel/lock';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const change = <T>(work: (change: Change) => Promise<T>) => inChange(systemOperation(t.app, t.clock.now()), work);

const rowOf = (email: string) => ({
  id: 'usr_late',
  created_at: t.clock.now(),
  updated_at: t.clock.now(),
  kind: 'MEMBER',
  name: 'Late',
  email,
});

describe('a change that collides with another', () => {
  test('is tried again where the two waited for each other', async () => {
    const [a, b] = [await t.world.user(), await t.world.user()];
    let meet = () => {};
    const met = new Promise<void>((resolve) => (meet = resolve));
    let arrived = 0;
    let tries = 0;
    const both = (first: User, second: User) =>
      change(async (own) => {
        tries += 1;
        await lockRow(own, User, first.id);
        arrived += 1;
        if (arrived === 2) meet();
        await met;
        await lockRow(own, User, second.id);
        return 'done';
      });
    expect(await Promise.all([both(a, b), both(b, a)])).toEqual(['done', 'done']);
    expect(tries).toBe(3);
  });

  test.each(['flushed', 'stated'] as const)('looks again, instead of failing on a key that is taken by now: %s', async (how) => {
    const mail = `${how}@contoso.example`;
    let tries = 0;
    const answer = await change(async (own) => {
      tries += 1;
      if (await own.em.count(User, { email: mail })) return 'refused';
      await t.world.user({ email: mail });
      if (how === 'flushed') own.create(User, { kind: 'MEMBER', name: 'Late', email: mail });
      else
        await own.em
          .getKysely()
          .insertInto('app_user' as never)
          .values(rowOf(mail) as never)
          .execute();
      return 'written';
    });
    expect([answer, tries]).toEqual(['refused', 2]);
  });

  test('fails for good where it would fail for ever', async () => {
    const mail = 'always@contoso.example';
    await t.world.user({ email: mail });
    await expect(change(async (own) => own.create(User, { kind: 'MEMBER', name: 'Twin', email: mail }))).rejects.toThrow(
      'app_user_email_once',
    );
  });
});
