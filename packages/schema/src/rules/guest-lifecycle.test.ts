import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration } from './duration.ts';
import {
  guestDue,
  guestForecast,
  guestForecastText,
  prospectErasedAt,
  type GuestFacts,
  type GuestSettings,
} from './guest-lifecycle.ts';
import { LastAccessLost, SparedBy, UserKind, UserState } from './vocabulary.ts';

const LOST = new Date('2026-03-01T00:00:00.000Z');
const days = (count: number) => new Date(LOST.getTime() + count * 86_400_000);
const FACTS: GuestFacts = {
  kind: 'GUEST',
  state: 'ACTIVE',
  governed: true,
  accessUntil: LOST,
  holdUntil: null,
  exempt: false,
  sparedBy: [],
  sparedAt: null,
  blockedAt: null,
  warnedAt: null,
};
const SETTINGS: GuestSettings = {
  onLastAccessLost: 'BLOCK_AND_DELETE',
  deleteAfter: 'P30D',
  warnBefore: ['P1D', 'P7D'],
  countedSince: null,
};
const blocked: Partial<GuestFacts> = { state: 'BLOCKED', blockedAt: LOST };

/** `STEP@day`, or nothing. */
const due = (day: number, facts: Partial<GuestFacts> = {}, settings: Partial<GuestSettings> = {}): string => {
  const found = guestDue({ ...FACTS, ...facts }, { ...SETTINGS, ...settings }, days(day));
  return found === null ? 'nothing' : `${found.step}@${(found.at.getTime() - LOST.getTime()) / 86_400_000}`;
};

describe('what is due of a guest', () => {
  it.each<[string, number, Partial<GuestFacts>, Partial<GuestSettings>, string]>([
    ['access has not ended', -1, {}, {}, 'nothing'],
    ['it ends', 0, {}, {}, 'BLOCK@0'],
    ['it ended a while ago', 3, {}, {}, 'BLOCK@0'],
    ['it has no end', 99, { accessUntil: null }, {}, 'nothing'],
    ['blocked for it already', 3, blocked, {}, 'nothing'],
    ['let in again by an administrator', 3, { blockedAt: LOST }, {}, 'nothing'],
    ['blocked by an administrator before', 3, { state: 'BLOCKED' }, {}, 'nothing'],
    ['a week before', 23, blocked, {}, 'WARN@23'],
    ['told of it', 23, { ...blocked, warnedAt: days(23) }, {}, 'nothing'],
    ['told of it late, before the next warning', 28, { ...blocked, warnedAt: days(28) }, {}, 'nothing'],
    ['a day before', 29, { ...blocked, warnedAt: days(23) }, {}, 'WARN@29'],
    ['two warnings late are one', 29, blocked, {}, 'WARN@29'],
    ['the day has come', 30, blocked, {}, 'DELETE@30'],
    ['the day is long past', 400, {}, {}, 'DELETE@30'],
    ['no days at all', 0, {}, { deleteAfter: 'P0D' }, 'DELETE@0'],
    ['no warning before the days began', 0, blocked, { deleteAfter: 'P5D' }, 'nothing'],
    ['fewer days than the first warning', 4, blocked, { deleteAfter: 'P5D' }, 'WARN@4'],
    ['nothing is to be done', 400, {}, { onLastAccessLost: 'NOTHING' }, 'nothing'],
    ['only blocked', 400, {}, { onLastAccessLost: 'BLOCK' }, 'BLOCK@0'],
    ['only blocked, and it was', 400, blocked, { onLastAccessLost: 'BLOCK' }, 'nothing'],
    ['only deleted', 3, {}, { onLastAccessLost: 'DELETE' }, 'nothing'],
    ['only deleted, when the day has come', 30, {}, { onLastAccessLost: 'DELETE' }, 'DELETE@30'],
    ['held', 40, { holdUntil: days(50) }, {}, 'nothing'],
    ['a hold that is over', 50, { holdUntil: days(50) }, {}, 'BLOCK@50'],
    ['the days count from the end of a hold', 79, { ...blocked, holdUntil: days(50) }, {}, 'WARN@79'],
    ['the days after a hold are over', 80, { holdUntil: days(50) }, {}, 'DELETE@80'],
    ['exempt', 400, { exempt: true }, {}, 'nothing'],
    ['spared until a moment ago', 400, { ...blocked, sparedAt: days(399) }, {}, 'nothing'],
    ['spared a while ago', 400, { ...blocked, sparedAt: days(370) }, {}, 'DELETE@400'],
    ['the settings are new', 400, {}, { countedSince: days(399) }, 'BLOCK@399'],
    ...Object.values(SparedBy).map((by): [string, number, Partial<GuestFacts>, Partial<GuestSettings>, string] => [
      `spared as ${by}`,
      400,
      { sparedBy: [by] },
      {},
      'nothing',
    ]),
    ['not governed', 400, { governed: false }, {}, 'nothing'],
    ['became a member', 400, { kind: 'MEMBER' }, {}, 'nothing'],
    ['a service', 400, { kind: 'SERVICE' }, {}, 'nothing'],
    ['a Prospect', 400, { state: 'PROSPECT' }, {}, 'nothing'],
    ['deleted already', 400, { state: 'DELETED' }, {}, 'nothing'],
  ])('%s', (_name, day, facts, settings, expected) => {
    expect(due(day, facts, settings)).toBe(expected);
  });
});

const instant = fc.integer({ min: -60, max: 60 }).map(days);
const maybe = fc.option(instant);
const anybody: fc.Arbitrary<GuestFacts> = fc.record({
  kind: fc.constantFrom(...Object.values(UserKind)),
  state: fc.constantFrom(...Object.values(UserState)),
  governed: fc.boolean(),
  accessUntil: maybe,
  holdUntil: maybe,
  exempt: fc.boolean(),
  sparedBy: fc.subarray(Object.values(SparedBy)),
  sparedAt: maybe,
  blockedAt: maybe,
  warnedAt: maybe,
});
/** A guest of the others, for the most part. */
const anyLoser: fc.Arbitrary<GuestFacts> = fc
  .tuple(anybody, instant, fc.constantFrom<UserState>('ACTIVE', 'BLOCKED'))
  .map(([facts, accessUntil, state]) => ({
    ...facts,
    kind: 'GUEST',
    governed: true,
    state,
    accessUntil,
    exempt: false,
    sparedBy: [],
  }));
const someday = fc.integer({ min: 0, max: 40 }).map((count) => `P${count}D`);
const anySettings: fc.Arbitrary<GuestSettings> = fc.record({
  onLastAccessLost: fc.constantFrom(...Object.values(LastAccessLost)),
  deleteAfter: someday,
  warnBefore: fc.array(someday, { maxLength: 3 }),
  countedSince: maybe,
});

/** What keeps a guest, whatever else is true of them. */
const keeps: fc.Arbitrary<Partial<GuestFacts>> = fc.constantFrom<Partial<GuestFacts>[]>(
  ...(['MEMBER', 'SERVICE'] as const).map((kind) => ({ kind })),
  ...(['PROSPECT', 'DELETED'] as const).map((state) => ({ state })),
  { governed: false },
  { accessUntil: null },
  { accessUntil: days(99) },
  { holdUntil: days(99) },
  { exempt: true },
  ...Object.values(SparedBy).map((by) => ({ sparedBy: [by] })),
);

/** May something become of them as of now? Not of who is held. */
const loses = (facts: GuestFacts, now: Date): boolean =>
  facts.accessUntil !== null && facts.accessUntil <= now && (facts.holdUntil === null || facts.holdUntil <= now);

describe('whatever the facts', () => {
  it('whoever is not governed, holds something, is spared, held or exempt is never touched', () => {
    fc.assert(
      fc.property(anyLoser, keeps, anySettings, instant, (facts, kept, settings, now) => {
        expect(guestDue({ ...facts, ...kept }, settings, now)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('the others are deleted when their days are over, by the settings, and at no other time', () => {
    fc.assert(
      fc.property(anyLoser, anySettings, instant, (facts, settings, now) => {
        fc.pre(loses(facts, now));
        const since = [facts.accessUntil, facts.holdUntil, facts.sparedAt, settings.countedSince].map(
          (at) => at?.getTime() ?? -Infinity,
        );
        const over = addDuration(new Date(Math.max(...since)), settings.deleteAfter) <= now;
        const deletes = settings.onLastAccessLost === 'DELETE' || settings.onLastAccessLost === 'BLOCK_AND_DELETE';
        expect(guestDue(facts, settings, now)?.step === 'DELETE').toBe(over && deletes);
      }),
    );
  });

  it('nothing is due before it is foreseen, and a step that was taken is not due again', () => {
    fc.assert(
      fc.property(anyLoser, anySettings, instant, (facts, settings, now) => {
        const step = guestDue(facts, settings, now);
        if (step === null) return;
        expect(step.at <= now).toBe(true);
        const forecast = guestForecast(facts, settings, now)!;
        if (step.step === 'BLOCK') expect(forecast.blockAt).toEqual(step.at);
        if (step.step === 'DELETE') expect(forecast.deleteAt).toEqual(step.at);
        if (step.step === 'DELETE') return;
        const after =
          step.step === 'BLOCK' ? { ...facts, state: 'BLOCKED' as const, blockedAt: now } : { ...facts, warnedAt: now };
        expect(guestDue(after, settings, now)?.step).not.toBe(step.step);
      }),
    );
  });
});

describe('how long a Prospect is kept', () => {
  const prospect = {
    kind: 'GUEST',
    state: 'PROSPECT',
    pending: false,
    sparedBy: [],
    lastClosedAt: days(5),
    lastSeenAt: LOST,
  } as const;
  it.each([
    ['after their last request', prospect, days(35)],
    ['without any request', { ...prospect, lastClosedAt: null }, days(30)],
    ['seen since', { ...prospect, lastSeenAt: days(9) }, days(39)],
    ['a request is pending', { ...prospect, pending: true }, null],
    ['named as an approver', { ...prospect, sparedBy: ['APPROVER'] as const }, null],
    ['a guest by now', { ...prospect, state: 'ACTIVE' as const }, null],
  ])('%s', (_name, facts, expected) => {
    expect(prospectErasedAt(facts, 'P30D')).toEqual(expected);
  });
});

it.each<[Partial<GuestFacts>, string]>([
  [{ accessUntil: null }, 'Has access.'],
  [
    { accessUntil: days(9) },
    'Has access until 10 Mar 2026; will be blocked on 10 Mar 2026 and deleted on 9 Apr 2026 unless there is new access before.',
  ],
  [blocked, 'Lost the last access on 1 Mar 2026; will be deleted on 31 Mar 2026 unless there is new access before.'],
  [{ exempt: true }, 'Is exempt: whatever becomes of their access, they stay.'],
  [
    { accessUntil: days(9), sparedBy: ['SPONSOR'] },
    'Has access until 10 Mar 2026; stays after it, because this person vouches for an organization.',
  ],
  [
    { sparedBy: ['SPONSOR', 'APPROVER'] },
    'Is kept, because this person vouches for an organization and is named by a policy as an approver.',
  ],
  [
    { holdUntil: days(9) },
    'Is held until 10 Mar 2026; will be blocked on 10 Mar 2026 and deleted on 9 Apr 2026 unless there is new access before.',
  ],
])('in words: %j', (facts, expected) => {
  const all = { ...FACTS, ...facts };
  expect(guestForecastText(all, guestForecast(all, SETTINGS, days(1))!)).toBe(expected);
});
