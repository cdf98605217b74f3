import { addDuration } from '@gatehouse/schema/rules/duration';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { afterUndo, type Answer } from '../testkit/flow.ts';
import { startGuests, type Guests } from '../testkit/guests.ts';
import { rowsOf } from '../testkit/import.ts';
import { mutate } from '../testkit/mutate.ts';
import { comesIn } from '../testkit/outsider.ts';

let { t, admin, guests } = {} as Guests;
beforeAll(async () => {
  ({ t, admin, guests } = await startGuests());
});
afterAll(() => t.stop());
beforeEach(() => guests.settings({ onLastAccessLost: 'BLOCK_AND_DELETE', deleteAfter: 'P30D' }));

describe('told and foreseen', () => {
  test('the guest and who vouches for them are told, once each, and read it in words', async () => {
    const { guest, sponsor } = await guests.loses();
    const told = async () => ({
      sponsor: await guests.noticesOf(sponsor),
      guest: await rowsOf(t, `select kind from notification where user_id = '${guest.id}' and kind like 'GUEST_%' order by id`),
    });
    expect((await told()).sponsor).toEqual([
      expect.stringMatching(/^GUEST_BLOCKED: Pat Stone has no access left, so their sign-in has ended. They will be deleted on /),
    ]);
    await guests.after('P23D');
    await guests.now();
    const { sponsor: texts, guest: kinds } = await told();
    expect(texts).toHaveLength(2);
    expect(kinds).toEqual([{ kind: 'GUEST_BLOCKED' }, { kind: 'GUEST_ENDS_SOON' }]);
    const mails = await rowsOf<{ to: string; subject: string }>(
      t,
      `select m.to, m.subject from mail_message m join notification n on n.id = m.notification_id where n.person_id = '${guest.id}' order by m.id`,
    );
    expect(mails.map(({ subject }) => subject)).toEqual(['Sign-in ended', 'Sign-in ended', 'Deletion ahead', 'Deletion ahead']);
  });

  test('who will be blocked or deleted is known while they have access, to those who may see it', async () => {
    const { guest, sponsor } = await guests.comes(['P20D']);
    const stranger = await t.world.user();
    expect(await guests.foreseen('BLOCK', guest)).toBe(true);
    expect(await guests.foreseen('DELETE', guest)).toBe(false);
    expect(await guests.foreseen('DELETE', guest, addDuration(t.clock.now(), 'P50D'))).toBe(true);
    expect([
      await guests.foreseen('BLOCK', guest, undefined, sponsor),
      await guests.foreseen('BLOCK', guest, undefined, stranger),
    ]).toEqual([true, false]);
    const { forecast } = (await guests.person(guest, sponsor)).lifecycle;
    expect(forecast.text).toMatch(
      /^Has access until .*; will be blocked on .* and deleted on .* unless there is new access before\.$/,
    );
    expect(await guests.person(guest, stranger)).toMatchObject({ lifecycle: null });
    await guests.after('P20D');
    expect([await guests.foreseen('BLOCK', guest), await guests.foreseen('DELETE', guest)]).toEqual([false, true]);
  });

  test('access that ended is lost from that instant, however late a job finds it', async () => {
    const { guest } = await guests.comes(['P10D']);
    const until = (await guests.person(guest)).lifecycle.accessUntil;
    t.clock.advance('P25D');
    expect(await guests.person(guest)).toMatchObject({
      lifecycle: { accessUntil: until, forecast: { standing: 'WITHOUT_ACCESS' } },
    });
    await guests.now();
    expect(await guests.person(guest)).toMatchObject({
      state: 'BLOCKED',
      lifecycle: { accessUntil: until, forecast: { deleteAt: addDuration(new Date(until), 'P30D').toISOString() } },
    });
    await guests.after('P15D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });

  test('jobs that run twice, side by side and late do each thing once', async () => {
    const { guest, sponsor } = await guests.comes(['P10D']);
    t.clock.advance('P60D');
    await Promise.all([t.runJobs('expiry'), t.runJobs('guest-lifecycle')]);
    await Promise.all([t.runJobs('guest-lifecycle'), t.runJobs('guest-lifecycle')]);
    expect(await guests.eventsOf(guest)).toEqual(['user.prospected', 'user.accepted', 'user.deleted', 'user.erased']);
    expect(await guests.noticesOf(sponsor)).toEqual([]);
    const { guest: second } = await guests.loses();
    await Promise.all([t.runJobs('guest-lifecycle'), t.runJobs('guest-lifecycle')]);
    expect((await guests.eventsOf(second)).filter((action) => action === 'user.blocked')).toHaveLength(1);
  });
});

describe('what is known of a person goes, and the trail stays', () => {
  test('a deleted guest is nobody by name, and cannot be brought back', async () => {
    const { domain, give } = await guests.northwind();
    const guest = await comesIn(t, `erin@${domain}`, { name: 'Erin Secret' });
    const wanted = await give('P1D');
    await guests.asks(guest, wanted, { justification: 'Because Erin needs it' });
    await afterUndo(t);
    await guests.after('P40D');
    expect(await guests.person(guest)).toMatchObject({
      state: 'DELETED',
      name: 'A former guest',
      viewerCan: { delete: { allowed: false } },
    });
    expect((await mutate(t, 'restoreUser', { id: guest.id }, admin)).code).toBe('WRONG_STATE');
    const tables = await rowsOf<{ name: string }>(
      t,
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const found = await rowsOf(t, `select 1 from "${name}" x where x::text ~* 'erin( |@|%20)'`);
      // What the sponsor was told by mail stays as long as mails do.
      expect([name, name === 'mail_message' ? 0 : found.length]).toEqual([name, 0]);
    }
    // Their request still reads.
    const { nodes } = (
      await t.query<Answer>(
        'query ($id: ID!) { accessRequests(filter: { target: { id: { eq: $id } } }) { nodes { type state target { name } justification } } }',
        { id: guest.id },
        { as: admin },
      )
    ).accessRequests;
    expect(nodes.find(({ type }: Answer) => type === 'USER_ADD')).toMatchObject({
      target: { name: 'A former guest' },
      justification: null,
    });
    // The address is free: they may come again, as somebody else.
    expect((await comesIn(t, `erin@${domain}`)).id).not.toBe(guest.id);
  });

  test('a Prospect goes 30 days after their last request closed, and not while one is pending', async () => {
    const { domain, organization, catalog } = await guests.northwind();
    const wanted = await t.world.package({
      catalog,
      hidden: false,
      policy: { organizations: [organization], stages: [{ approvers: [admin], decideWithin: 'P40D' }] },
    });
    const [idle, asking] = [await comesIn(t, `idle@${domain}`), await comesIn(t, `asking@${domain}`)];
    await guests.asks(asking, wanted);
    await guests.after('P29D');
    expect([await guests.stateOf(idle), await guests.stateOf(asking)]).toEqual(['PROSPECT', 'PROSPECT']);
    await guests.after('P1D');
    expect([await guests.stateOf(idle), await guests.stateOf(asking)]).toEqual(['DELETED', 'PROSPECT']);
    expect(await guests.person(idle)).toMatchObject({ name: 'Somebody from outside', email: null });
    // Nobody decided: it lapses on day 40.
    await guests.after('P10D');
    await guests.after('P29D');
    expect(await guests.stateOf(asking)).toBe('PROSPECT');
    await guests.after('P1D');
    expect(await guests.person(asking)).toMatchObject({ state: 'DELETED', email: null });
  });
});
