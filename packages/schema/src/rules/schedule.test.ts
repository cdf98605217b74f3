import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDuration, parseDuration } from './duration.ts';
import { anExpiration } from './policy.fixture.ts';
import {
  addBounds,
  endOfAccess,
  extensionBounds,
  resolveAddSchedule,
  resolveExtension,
  shortenSchedule,
  standingSchedule,
  type AddScheduleFacts,
  type ExtensionFacts,
  type RequestedSchedule,
  type ResolvedSchedule,
  type ScheduleAnswer,
} from './schedule.ts';

const now = new Date('2026-03-01T12:00:00Z');
const day = (n: number) => new Date(now.getTime() + n * 86_400_000);
const none: RequestedSchedule = { startsAt: null, expiresAt: null, duration: null };
const never = anExpiration({ kind: 'NEVER', duration: null });
const onDay60 = anExpiration({ kind: 'ON_DATE', duration: null, endsAt: day(60), timeZone: 'UTC' });
const for30 = anExpiration();

/** What was agreed as [start, end, duration] in days from now, or the refusal's sentence. */
function brief(answer: ScheduleAnswer): unknown {
  if (!answer.ok) return answer.message;
  const days = (date: Date | null) => (date === null ? null : (date.getTime() - now.getTime()) / 86_400_000);
  const { startsAt, expiresAt, duration } = answer.schedule;
  return [days(startsAt), days(expiresAt), duration];
}

describe('resolveAddSchedule', () => {
  const facts: AddScheduleFacts = { expiration: for30, mayChoose: true, notBefore: null, now };
  const fixed = { ...facts, mayChoose: false };
  const dated = { ...facts, expiration: onDay60 };
  const endless = { ...facts, expiration: never };
  const following = { ...facts, notBefore: day(5) };
  test.each<[string, AddScheduleFacts, Partial<RequestedSchedule>, unknown]>([
    ['nothing asked: the policy’s duration', facts, {}, [null, null, 'P30D']],
    ['nothing asked: the policy’s date', dated, {}, [null, 60, null]],
    ['nothing asked: never', endless, {}, [null, null, null]],
    ['a shorter duration', facts, { duration: 'P7D' }, [null, null, 'P7D']],
    ['the whole duration', facts, { duration: 'P30D' }, [null, null, 'P30D']],
    ['a longer duration', facts, { duration: 'PT721H' }, 'The duration is longer than the longest one possible.'],
    ['a sooner end', facts, { expiresAt: day(7) }, [null, 7, null]],
    ['the latest end', facts, { expiresAt: day(30) }, [null, 30, null]],
    ['a later end', facts, { expiresAt: day(31) }, 'The end lies after the latest one possible.'],
    ['a later end for a later start', facts, { startsAt: day(10), expiresAt: day(40) }, [10, 40, null]],
    ['an end before the start', facts, { startsAt: day(10), expiresAt: day(9) }, 'The end must lie after the start.'],
    ['an end now', facts, { expiresAt: now }, 'The end must lie in the future.'],
    ['both', facts, { expiresAt: day(3), duration: 'P3D' }, 'Give an end or a duration, not both.'],
    [
      'no duration at all',
      facts,
      { duration: 'P1M' },
      'The duration must be days, hours, minutes and seconds, and longer than zero.',
    ],
    ['zero', facts, { duration: 'PT0S' }, 'The duration must be days, hours, minutes and seconds, and longer than zero.'],
    ['a start ahead', facts, { startsAt: day(3) }, [3, null, 'P30D']],
    ['a start a moment ago means now', facts, { startsAt: new Date(now.getTime() - 60_000) }, [null, null, 'P30D']],
    [
      'a start an hour ago',
      facts,
      { startsAt: new Date(now.getTime() - 3_600_000) },
      'The start lies before the earliest one possible.',
    ],
    [
      'a start when everything is over',
      dated,
      { startsAt: day(60) },
      'The start lies after the day on which this access ends for everybody.',
    ],
    ['a duration under a date keeps the date as a limit', dated, { duration: 'P7D' }, [null, 60, 'P7D']],
    ['a duration beyond the date', dated, { startsAt: day(50), duration: 'P11D' }, 'The end lies after the latest one possible.'],
    ['a date that has passed', { ...dated, now: day(61) }, {}, 'The day on which this access ends for everybody has passed.'],
    ['any end where there is none', endless, { expiresAt: day(999) }, [null, 999, null]],
    ['any duration where there is none', endless, { duration: 'P999D' }, [null, null, 'P999D']],
    ['no choice: nothing asked', fixed, {}, [null, null, 'P30D']],
    [
      'no choice: a start',
      fixed,
      { startsAt: day(3) },
      'A start cannot be chosen here; access begins as soon as it is approved.',
    ],
    ['no choice: an end', fixed, { expiresAt: day(3) }, 'An end cannot be chosen here; the policy sets it.'],
    ['no choice: a duration', fixed, { duration: 'P1D' }, 'An end cannot be chosen here; the policy sets it.'],
    ['following an assignment about to end', following, {}, [5, null, 'P30D']],
    ['following, no choice', { ...following, mayChoose: false }, {}, [5, null, 'P30D']],
    ['following, a start of now', following, { startsAt: now }, [5, null, 'P30D']],
    ['following, too soon a start', following, { startsAt: day(2) }, 'The start lies before the earliest one possible.'],
    ['following, a later start', following, { startsAt: day(9) }, [9, null, 'P30D']],
    [
      'following, a date that ends before',
      { ...following, expiration: onDay60, notBefore: day(60) },
      {},
      'The day on which this access ends for everybody has passed.',
    ],
  ])('%s', (_name, given, asked, expected) => expect(brief(resolveAddSchedule(given, { ...none, ...asked }))).toEqual(expected));

  test.each<[string, Partial<RequestedSchedule>, keyof RequestedSchedule | null]>([
    ['a start too early', { startsAt: day(-1), expiresAt: day(1) }, 'startsAt'],
    ['an end too late', { expiresAt: day(99) }, 'expiresAt'],
    ['a length too long', { duration: 'P99D' }, 'duration'],
  ])('a refusal names the field at fault: %s', (_name, asked, at) =>
    expect(resolveAddSchedule(facts, { ...none, ...asked })).toMatchObject({ ok: false, at }),
  );

  test('a refusal offers the bounds for the start that was asked for', () => {
    const answer = resolveAddSchedule(facts, { ...none, startsAt: day(10), expiresAt: day(90) });
    expect(answer).toMatchObject({
      ok: false,
      bounds: {
        earliestStart: now,
        latestStart: null,
        earliestEnd: day(10),
        latestEnd: day(40),
        longestDuration: 'P30D',
        startSelectable: true,
      },
    });
  });

  test('whatever is accepted lies inside the bounds, and whatever lies inside is accepted', () => {
    const offset = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(fc.constantFrom(for30, onDay60, never), fc.option(offset), fc.option(offset), (expiration, start, end) => {
        const asked = { startsAt: start === null ? null : day(start), expiresAt: end === null ? null : day(end), duration: null };
        const given = { ...facts, expiration };
        const from = start === null || start < 0 ? now : day(start);
        const bounds = addBounds(given, from);
        const startFits =
          asked.startsAt === null ||
          (asked.startsAt >= bounds.earliestStart && (bounds.latestStart === null || asked.startsAt < bounds.latestStart));
        const endFits =
          asked.expiresAt === null ||
          (asked.expiresAt > from && (bounds.latestEnd === null || asked.expiresAt <= bounds.latestEnd));
        expect(resolveAddSchedule(given, asked).ok).toBe(startFits && endFits);
      }),
    );
  });
});

describe('resolveExtension', () => {
  const facts: ExtensionFacts = {
    expiration: for30,
    mayChoose: true,
    byAdministrator: false,
    startsAt: day(-25),
    currentEnd: day(5),
    extendedFrom: null,
    now,
  };
  const admin = { ...facts, byAdministrator: true };
  const closed = anExpiration({ extensionAllowed: false });
  const upTo40 = anExpiration({ extensionCeiling: 'P40D' });
  const early = 'It is too early to extend this access; that is possible when it is about to end.';
  const notExtended = 'This access cannot be extended; request it again when it is about to end.';
  test.each<[string, ExtensionFacts, Partial<RequestedSchedule>, unknown]>([
    ['counts from the old end', facts, {}, [null, 35, null]],
    ['a shorter duration from the old end', facts, { duration: 'P10D' }, [null, 15, null]],
    ['a longer duration', facts, { duration: 'P31D' }, 'The duration is longer than the longest one possible.'],
    ['a new end', facts, { expiresAt: day(35) }, [null, 35, null]],
    ['an end too late', facts, { expiresAt: day(36) }, 'The end lies after the latest one possible.'],
    ['an end sooner than now agreed', facts, { expiresAt: day(4) }, 'An extension must end later than the access ends now.'],
    ['the same end', facts, { expiresAt: day(5) }, 'An extension must end later than the access ends now.'],
    ['a start', facts, { startsAt: day(1) }, 'An extension has no start of its own.'],
    ['no choice: the whole', { ...facts, mayChoose: false }, {}, [null, 35, null]],
    [
      'no choice: an end',
      { ...facts, mayChoose: false },
      { expiresAt: day(9) },
      'An end cannot be chosen here; the policy sets it.',
    ],
    ['not allowed', { ...facts, expiration: closed }, {}, notExtended],
    ['not allowed: an end', { ...facts, expiration: closed }, { expiresAt: day(9) }, notExtended],
    ['not allowed to an administrator either', { ...admin, expiration: closed }, { expiresAt: day(9) }, notExtended],
    ['an administrator brings the end nearer', { ...admin, expiration: closed }, { expiresAt: day(2) }, [null, 2, null]],
    ['but not into the past', admin, { expiresAt: day(-1) }, 'The end must lie in the future; to end it now, take it away.'],
    ['an administrator’s duration counts from the old end too', admin, { duration: 'P30D' }, [null, 35, null]],
    ['an administrator gives an end to what had none', { ...admin, currentEnd: null }, { expiresAt: day(20) }, [null, 20, null]],
    ['no end to move', { ...facts, currentEnd: null }, {}, 'This access has no end that could be moved.'],
    [
      'no end to count from',
      { ...facts, currentEnd: null },
      { duration: 'P1D' },
      'This access has no end to count from; name the new end instead.',
    ],
    ['to the date', { ...facts, expiration: onDay60 }, {}, [null, 60, null]],
    [
      'at the date already',
      { ...facts, expiration: onDay60, currentEnd: day(60) },
      {},
      'This access already lasts until its latest end possible.',
    ],
    ['a policy that never ends any more', { ...facts, expiration: never }, {}, [null, null, null]],
    ['as soon as the window opens', { ...facts, startsAt: day(-16), currentEnd: day(14) }, {}, [null, 44, null]],
    ['a moment before the window', { ...facts, startsAt: day(-15.9), currentEnd: day(14.1) }, {}, early],
    ['before the window, by a duration', { ...facts, startsAt: day(-10), currentEnd: day(20) }, { duration: 'P1D' }, early],
    ['short access: not in its first half', { ...facts, startsAt: day(-4), currentEnd: day(6) }, {}, early],
    ['short access: from its middle on', { ...facts, startsAt: day(-5), currentEnd: day(5) }, {}, [null, 35, null]],
    ['while an extension lies ahead', { ...facts, extendedFrom: day(1) }, {}, early],
    ['when the extension has begun', { ...facts, extendedFrom: now }, {}, [null, 35, null]],
    ['up to the ceiling', { ...facts, expiration: upTo40 }, {}, [null, 15, null]],
    ['past the ceiling', { ...facts, expiration: upTo40 }, { expiresAt: day(16) }, 'The end lies after the latest one possible.'],
    [
      'at the ceiling already',
      { ...facts, expiration: upTo40, startsAt: day(-35) },
      {},
      'This access already lasts until its latest end possible.',
    ],
    ['an administrator, too early', { ...admin, startsAt: day(-10), currentEnd: day(20) }, { expiresAt: day(21) }, early],
    ['an administrator corrects an end', { ...admin, startsAt: day(-1) }, { expiresAt: day(29) }, [null, 29, null]],
    ['an administrator corrects no further', { ...admin, startsAt: day(-1) }, { expiresAt: day(30) }, early],
    [
      'an administrator, up to the date',
      { ...admin, startsAt: day(-1), expiration: onDay60 },
      { expiresAt: day(60) },
      [null, 60, null],
    ],
  ])('%s', (_name, given, asked, expected) => expect(brief(resolveExtension(given, { ...none, ...asked }))).toEqual(expected));

  test('only what is too early says from when it is possible', () => {
    const young = { ...admin, startsAt: day(-10), currentEnd: day(20) };
    const from = (expiresAt: Date) => {
      const answer = resolveExtension(young, { ...none, expiresAt });
      return answer.ok || answer.bounds.possibleFrom;
    };
    expect([from(day(-1)), from(day(21))]).toEqual([null, day(6)]);
  });

  test('the bounds of what cannot be extended end at the old end', () => {
    expect(extensionBounds({ ...facts, expiration: closed })).toMatchObject({
      earliestEnd: day(5),
      latestEnd: day(5),
      longestDuration: null,
    });
  });
});

describe('shortenSchedule', () => {
  const agreed: ResolvedSchedule = { startsAt: null, expiresAt: null, duration: 'P30D' };
  test.each<[string, ResolvedSchedule, Date, Date | null, unknown]>([
    ['sooner', agreed, day(7), null, [null, 7, 'P30D']],
    ['later than the duration', agreed, day(31), null, 'An approver may shorten the time asked for, not lengthen it.'],
    ['in the past', agreed, day(-1), null, 'The end must lie in the future.'],
    ['before the start', { ...agreed, startsAt: day(10) }, day(9), null, 'The end must lie after the start.'],
    ['after a later start', { ...agreed, startsAt: day(10) }, day(40), null, [10, 40, 'P30D']],
    ['sooner than a fixed end', { startsAt: null, expiresAt: day(9), duration: null }, day(8), null, [null, 8, null]],
    ['an end for what had none', { startsAt: null, expiresAt: null, duration: null }, day(8), null, [null, 8, null]],
    [
      'an extension may not be shortened below the old end',
      { startsAt: null, expiresAt: day(35), duration: null },
      day(5),
      day(5),
      'An extension must end later than the access ends now.',
    ],
    ['an extension, less of it', { startsAt: null, expiresAt: day(35), duration: null }, day(6), day(5), [null, 6, null]],
  ])('%s', (_name, schedule, end, earliest, expected) =>
    expect(brief(shortenSchedule(schedule, end, earliest, now))).toEqual(expected),
  );

  test('never lengthens', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 100 }), fc.integer({ min: 1, max: 50 }), (end, length) => {
        const answer = shortenSchedule({ ...agreed, duration: `P${length}D` }, day(end), null, now);
        expect(answer.ok).toBe(end > 0 && end <= length);
      }),
    );
  });
});

test.each<[string, ResolvedSchedule, ResolvedSchedule | null]>([
  [
    'a start ahead stays',
    { startsAt: day(1), expiresAt: null, duration: 'P1D' },
    { startsAt: day(1), expiresAt: null, duration: 'P1D' },
  ],
  [
    'a start past becomes now',
    { startsAt: day(-1), expiresAt: null, duration: 'P1D' },
    { startsAt: null, expiresAt: null, duration: 'P1D' },
  ],
  ['an end past fails', { startsAt: null, expiresAt: now, duration: null }, null],
  [
    'an end ahead stays',
    { startsAt: null, expiresAt: day(1), duration: null },
    { startsAt: null, expiresAt: day(1), duration: null },
  ],
])('standingSchedule: %s', (_name, agreed, expected) => expect(standingSchedule(agreed, now)).toEqual(expected));

test('the end is the earlier of a fixed end and the duration from the first grant', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: 1, max: 50 })),
      fc.option(fc.integer({ min: 1, max: 50 })),
      fc.option(fc.integer({ min: 0, max: 50 })),
      (end, length, began) => {
        const agreed = {
          startsAt: null,
          expiresAt: end === null ? null : day(end),
          duration: length === null ? null : `P${length}D`,
        };
        const ends = endOfAccess(agreed, began === null ? null : day(began));
        const candidates = [
          agreed.expiresAt,
          agreed.duration !== null && began !== null ? addDuration(day(began), agreed.duration) : null,
        ].filter((date) => date !== null);
        expect(ends).toEqual(candidates.length === 0 ? null : new Date(Math.min(...candidates.map(Number))));
      },
    ),
  );
  expect(parseDuration('P1D')).toBe(86_400_000);
});
