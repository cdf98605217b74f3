import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extendableFrom, extendedFromAfter, type ExtensionWindowFacts } from './extension-window.ts';
import { anExpiration } from './policy.fixture.ts';
import { endGivenOnce, resolveExtension } from './schedule.ts';

const start = new Date('2026-03-01T12:00:00Z');
const DAY = 86_400_000;
const day = (n: number) => new Date(start.getTime() + n * DAY);
const month: ExtensionWindowFacts = { window: 'P14D', startsAt: start, expiresAt: day(30), extendedFrom: null };

test.each<[string, ExtensionWindowFacts, Date]>([
  ['the window before the end', month, day(16)],
  ['not more than half of the whole', { ...month, expiresAt: day(10) }, day(5)],
  ['a narrower window', { ...month, window: 'P2D' }, day(28)],
  ['hours', { ...month, window: 'P2D', expiresAt: day(0.5) }, day(0.25)],
  ['not while an extension lies ahead', { ...month, expiresAt: day(35), extendedFrom: day(30) }, day(30)],
  ['an extension long begun does not count', { ...month, expiresAt: day(60), extendedFrom: day(30) }, day(46)],
])('extendableFrom: %s', (_name, facts, expected) => expect(extendableFrom(facts)).toEqual(expected));

test.each<[string, Date | null, Date | null, Date | null, Date | null, Date | null]>([
  ['an extension', day(30), day(60), null, day(30), day(30)],
  ['a second one', day(60), day(90), day(30), day(30), day(60)],
  ['a correction of what was given', day(5), day(30), null, day(30), null],
  ['less of an extension', day(60), day(45), day(30), day(30), day(30)],
  ['an extension taken back', day(60), day(20), day(30), day(30), null],
  ['no end any more', day(60), null, day(30), null, null],
])('extendedFromAfter: %s', (_name, from, to, before, given, expected) =>
  expect(extendedFromAfter({ from, to }, before, given)).toEqual(expected),
);

describe('never more than the policy gives', () => {
  const length = fc.integer({ min: 1, max: 60 });
  const step = fc.record({
    wait: fc.double({ min: 0, max: 20, noNaN: true }),
    by: fc.option(fc.integer({ min: 1, max: 60 })),
    byAdministrator: fc.boolean(),
  });
  test('6.10 whatever is asked, and however often: an end lies one extension beyond the window at most, and never past the ceiling', () => {
    fc.assert(
      fc.property(length, length, fc.option(length), fc.array(step, { maxLength: 30 }), (duration, window, more, steps) => {
        const expiration = anExpiration({
          duration: `P${duration}D`,
          extensionWindow: `P${window}D`,
          extensionCeiling: more === null ? null : `P${duration + more}D`,
        });
        const given = endGivenOnce(expiration, start);
        let held = { currentEnd: day(duration), extendedFrom: null as Date | null };
        let now = start;
        for (const { wait, by, byAdministrator } of steps) {
          now = new Date(now.getTime() + Math.floor(wait * DAY));
          if (now >= held.currentEnd) return;
          const asked = { startsAt: null, expiresAt: null, duration: by === null ? null : `P${by}D` };
          const answer = resolveExtension({ expiration, mayChoose: true, byAdministrator, startsAt: start, ...held, now }, asked);
          if (!answer.ok) continue;
          const to = answer.schedule.expiresAt!;
          held = { currentEnd: to, extendedFrom: extendedFromAfter({ from: held.currentEnd, to }, held.extendedFrom, given) };
          expect(to.getTime()).toBeLessThanOrEqual(Math.max(given!.getTime(), now.getTime() + (window + duration) * DAY));
          if (more !== null) expect(to.getTime()).toBeLessThanOrEqual(day(duration + more).getTime());
          // One ahead at most: what the last extension was counted from is the furthest end without it.
          if (held.extendedFrom !== null) expect(to.getTime() - held.extendedFrom.getTime()).toBeLessThanOrEqual(duration * DAY);
        }
      }),
    );
  });
});
