import { addDuration } from '@gatehouse/schema/rules/duration';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, assign, type Answer } from '../testkit/flow.ts';
import { startGuests, type Guests } from '../testkit/guests.ts';
import { rowsOf } from '../testkit/import.ts';
import { done, mutate } from '../testkit/mutate.ts';
import { proves } from '../testkit/outsider.ts';

let { t, admin, guests } = {} as Guests;
beforeAll(async () => {
  ({ t, admin, guests } = await startGuests());
});
afterAll(() => t.stop());
beforeEach(() => guests.settings({ onLastAccessLost: 'BLOCK_AND_DELETE', deleteAfter: 'P30D' }));

describe('AT13 a guest after the last assignment', () => {
  test('AT13 the first ends: nothing; the last ends: blocked; 30 days later: deleted', async () => {
    const { guest, held, sponsor } = await guests.comes([undefined, 'P10D']);
    await guests.ends(held[0]);
    expect(await guests.person(guest)).toMatchObject({ state: 'ACTIVE', lifecycle: { forecast: { standing: 'HAS_ACCESS' } } });
    await guests.after('P9D');
    expect(await guests.stateOf(guest)).toBe('ACTIVE');
    await guests.after('P1D');
    expect(await guests.person(guest)).toMatchObject({ state: 'BLOCKED', blockReason: 'LIFECYCLE' });
    expect(await proves(t, (await guests.person(guest)).email)).toEqual({ refused: 'BLOCKED' });
    await guests.after('P23D');
    await guests.after('P6DT23H');
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    expect(await guests.noticesOf(sponsor)).toHaveLength(3);
    await guests.after('PT1H');
    expect(await guests.person(guest)).toMatchObject({ state: 'DELETED', name: 'A former guest', email: null, lifecycle: null });
    expect(await guests.eventsOf(guest)).toEqual([
      'user.prospected',
      'user.accepted',
      'user.blocked',
      'guest.warned',
      'guest.warned',
      'user.deleted',
      'user.erased',
    ]);
  });

  test('AT13 a new assignment before the day cancels it', async () => {
    const { guest, give } = await guests.loses();
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    await guests.after('P29D');
    const again = await give();
    const [policy] = await rowsOf<{ id: string }>(t, `select id from assignment_policy where access_package_id = '${again.id}'`);
    await assign(t, admin, again, policy!, guest);
    await guests.now();
    expect(await guests.person(guest)).toMatchObject({
      state: 'ACTIVE',
      lifecycle: { blockedAt: null, forecast: { deleteAt: null } },
    });
    await guests.after('P60D');
    expect(await guests.stateOf(guest)).toBe('ACTIVE');
    // And when that ends, all of it begins anew.
    await guests.ends((await guests.assignmentsOf(guest)).find(({ accessPackage }) => accessPackage.id === again.id));
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    await guests.after('P29D');
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    await guests.after('P1D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });

  test('AT13 no days at all: deleted at once', async () => {
    await guests.settings({ deleteAfter: 'P0D' });
    const { guest } = await guests.loses();
    expect(await guests.person(guest)).toMatchObject({ state: 'DELETED', name: 'A former guest' });
  });

  test('AT13 a guest who was here before us stays', async () => {
    const { organization, give } = await guests.northwind();
    const guest = await t.world.user({ kind: 'GUEST', organization });
    await guests.asks(guest, await give('P1D'));
    await guests.after('P400D');
    expect(await guests.person(guest)).toMatchObject({ state: 'ACTIVE', governed: false, lifecycle: null });
  });

  test('whoever becomes a member before the day stays', async () => {
    const { guest } = await guests.loses();
    await t.world.write(({ em }) =>
      em.execute(`update app_user set kind = 'MEMBER', state = 'ACTIVE', block_reason = null where id = ?`, [guest.id]),
    );
    await guests.after('P60D');
    expect(await guests.person(guest)).toMatchObject({ state: 'ACTIVE', kind: 'MEMBER', lifecycle: null });
  });
});

describe('what the settings say', () => {
  test.each([
    ['NOTHING', 'ACTIVE', 'ACTIVE'],
    ['BLOCK', 'BLOCKED', 'BLOCKED'],
    ['DELETE', 'ACTIVE', 'DELETED'],
  ])('%s: %s, and in the end %s', async (onLastAccessLost, soon, late) => {
    await guests.settings({ onLastAccessLost });
    const { guest } = await guests.loses();
    expect(await guests.stateOf(guest)).toBe(soon);
    await guests.after('P31D');
    expect(await guests.stateOf(guest)).toBe(late);
  });

  test('they are those of who keeps organizations, and days count from when they were changed', async () => {
    await guests.settings({ onLastAccessLost: 'NOTHING' });
    const { guest, sponsor } = await guests.loses();
    await guests.after('P90D');
    expect((await mutate(t, 'updateGuestLifecycle', { deleteAfter: 'P0D' }, sponsor)).code).toBe('FORBIDDEN');
    const keeper = await t.world.user({ roles: ['ORGANIZATION_ADMINISTRATOR'] });
    await done(t, 'updateGuestLifecycle', { onLastAccessLost: 'DELETE' }, keeper);
    await guests.now();
    expect(await guests.stateOf(guest)).toBe('ACTIVE');
    const { guestLifecycle } = await t.query<Answer>(
      '{ guestLifecycle { onLastAccessLost deleteAfter warnBefore prospectsKeptFor version viewerCan { edit { allowed } } } }',
      {},
      { as: keeper },
    );
    expect(guestLifecycle).toMatchObject({ onLastAccessLost: 'DELETE', deleteAfter: 'P30D', warnBefore: ['P7D', 'P1D'] });
    expect(guestLifecycle.viewerCan.edit.allowed).toBe(true);
    await guests.after('P30D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
    const stale = { expectedVersion: guestLifecycle.version - 1, deleteAfter: 'P1D' };
    expect((await mutate(t, 'updateGuestLifecycle', stale, keeper)).code).toBe('STALE_VERSION');
  });
});

describe('nothing becomes of guests on whom others rely, and their days count from when they do so no more', () => {
  type World = Awaited<ReturnType<Guests['guests']['comes']>>;
  /** Makes the guest one of them. @returns what ends it */
  const REASONS: Record<string, (world: World) => Promise<() => Promise<unknown>>> = {
    'a sponsor': async ({ guest, organization }) => {
      await t.world.sponsor(organization, { kind: 'EXTERNAL', holder: guest });
      return () => done(t, 'updateConnectedOrganization', { id: organization.id, sponsors: [] }, admin);
    },
    'a sponsor in a group of a group': async ({ guest, organization }) => {
      const inner = await t.world.group({ users: [guest] });
      await t.world.sponsor(organization, { kind: 'EXTERNAL', holder: await t.world.group({ groups: [inner] }) });
      return () => done(t, 'updateConnectedOrganization', { id: organization.id, sponsors: [] }, admin);
    },
    'an approver by name': async ({ guest }) => {
      const accessPackage = await t.world.package({});
      const policy = await t.world.policy({ accessPackage, stages: [{ approvers: [guest] }] });
      return () => done(t, 'deleteAssignmentPolicy', { id: policy.id }, admin);
    },
    'an approver in a group': async ({ guest }) => {
      const accessPackage = await t.world.package({});
      const group = await t.world.group({ users: [guest] });
      const policy = await t.world.policy({ accessPackage, stages: [{ approvers: [group] }] });
      return () => done(t, 'deleteAssignmentPolicy', { id: policy.id }, admin);
    },
    'asked for a decision': async ({ guest }) => {
      const led = await t.world.user({ manager: guest });
      const request = await ask(
        t,
        led,
        await t.world.package({ policy: { stages: [{ approvers: ['MANAGER'], decideWithin: 'P90D' }] } }),
      );
      return () => done(t, 'cancelAccessRequest', { requestId: request.id }, led);
    },
    'about to get access': async ({ guest, organization, catalog }) => {
      const stages = [{ approvers: [admin], decideWithin: 'P90D' }];
      const wanted = await t.world.package({ catalog, hidden: false, policy: { organizations: [organization], stages } });
      const request = await guests.asks(guest, wanted);
      return () => done(t, 'cancelAccessRequest', { requestId: request.id }, admin);
    },
    'to get access later': async ({ guest, organization, catalog }) => {
      const policy = { organizations: [organization], customSchedule: true };
      const wanted = await t.world.package({ catalog, hidden: false, policy: policy as never });
      const startsAt = addDuration(t.clock.now(), 'P80D').toISOString();
      const request = await guests.asks(guest, wanted, { startsAt });
      return () => done(t, 'cancelAccessRequest', { requestId: request.id }, admin);
    },
  };

  test.each(Object.keys(REASONS))('%s', async (reason) => {
    const world = await guests.comes();
    const endIt = await REASONS[reason]!(world);
    await guests.ends(world.held[0]);
    await guests.after('P40D');
    expect(await guests.person(world.guest)).toMatchObject({
      state: 'ACTIVE',
      lifecycle: { forecast: { standing: 'SPARED', deleteAt: null } },
    });
    expect(await guests.foreseen('DELETE', world.guest, addDuration(t.clock.now(), 'P300D'))).toBe(false);
    await endIt();
    await guests.after('PT1H');
    expect(await guests.stateOf(world.guest)).toBe('BLOCKED');
    await guests.after('P28D');
    expect(await guests.stateOf(world.guest)).toBe('BLOCKED');
    await guests.after('P2D');
    expect(await guests.stateOf(world.guest)).toBe('DELETED');
  });
});

describe('hold, exempt, govern', () => {
  test('a hold lets in again, and days count from its end', async () => {
    const { guest, sponsor } = await guests.loses();
    const until = addDuration(t.clock.now(), 'P50D');
    expect((await mutate(t, 'holdGuest', { id: guest.id, until }, sponsor)).code).toBe('FORBIDDEN');
    await done(t, 'holdGuest', { id: guest.id, until, reason: 'On leave' }, admin);
    await guests.after('P49D');
    expect(await guests.person(guest)).toMatchObject({
      state: 'ACTIVE',
      lifecycle: { holdReason: 'On leave', forecast: { standing: 'HELD', blockAt: until.toISOString() } },
    });
    // Why is not for outsiders.
    expect((await guests.person(guest, guest)).lifecycle).toMatchObject({ holdReason: null, holdUntil: until.toISOString() });
    await guests.after('P1D');
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    await guests.after('P30D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });

  test('a hold that is ended counts until then; one that lies behind is none', async () => {
    const { guest } = await guests.loses();
    await done(t, 'holdGuest', { id: guest.id, until: addDuration(t.clock.now(), 'P50D') }, admin);
    await guests.after('P40D');
    await done(t, 'holdGuest', { id: guest.id, until: null }, admin);
    await guests.after('P1D');
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    const refused = await mutate(t, 'holdGuest', { id: guest.id, until: t.clock.now() }, admin);
    expect([refused.code, refused.path]).toEqual(['INVALID', ['until']]);
    await guests.after('P29D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });

  test('whoever is exempt stays, and whoever is so no more has all their days', async () => {
    const { guest } = await guests.loses();
    await done(t, 'exemptGuest', { id: guest.id, exempt: true, reason: 'Our founder' }, admin);
    expect(await guests.person(guest)).toMatchObject({
      state: 'ACTIVE',
      lifecycle: { exempt: true, exemptReason: 'Our founder' },
    });
    await guests.after('P90D');
    expect(await guests.stateOf(guest)).toBe('ACTIVE');
    await done(t, 'exemptGuest', { id: guest.id, exempt: false }, admin);
    await guests.after('P29D');
    expect(await guests.person(guest)).toMatchObject({ state: 'BLOCKED', lifecycle: { exemptReason: null } });
    await guests.after('P1D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });

  test('a guest of before is governed by saying so, from then on; and let go of', async () => {
    const { organization } = await guests.northwind();
    const guest = await t.world.user({ kind: 'GUEST', organization });
    expect((await mutate(t, 'exemptGuest', { id: guest.id, exempt: true }, admin)).code).toBe('WRONG_STATE');
    await done(t, 'governGuest', { id: guest.id, governed: true }, admin);
    await guests.after('PT1H');
    expect(await guests.stateOf(guest)).toBe('BLOCKED');
    await done(t, 'governGuest', { id: guest.id, governed: false }, admin);
    await guests.after('P90D');
    expect(await guests.person(guest)).toMatchObject({ state: 'ACTIVE', governed: false, lifecycle: null });
    expect((await mutate(t, 'governGuest', { id: admin.id, governed: true }, admin)).code).toBe('FORBIDDEN');
  });

  test('whom an administrator lets in again is not blocked for it a second time', async () => {
    const { guest } = await guests.loses();
    await done(t, 'unblockUser', { id: guest.id }, admin);
    await guests.after('P29D');
    expect(await guests.stateOf(guest)).toBe('ACTIVE');
    await guests.after('P1D');
    expect(await guests.stateOf(guest)).toBe('DELETED');
  });
});
