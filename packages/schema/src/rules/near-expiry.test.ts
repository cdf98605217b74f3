import { describe, expect, test } from 'vitest';
import { expiryNotices, noticesDue, type ExpiryFacts } from './near-expiry.ts';

const start = new Date('2026-03-01T12:00:00Z');
const day = (n: number) => new Date(start.getTime() + n * 86_400_000);
const month: ExpiryFacts = { startsAt: start, expiresAt: day(30), notices: ['P1D', 'P14D'] };

describe('noticesDue', () => {
  test.each<[string, ExpiryFacts, string[], Date, string[]]>([
    ['too soon', month, [], day(15.9), []],
    ['the first', month, [], day(16), ['P14D']],
    ['once', month, ['P14D'], day(20), []],
    ['the second', month, ['P14D'], day(29), ['P1D']],
    ['a late job sends both in order', month, [], day(29.5), ['P14D', 'P1D']],
    ['nothing after the end', month, [], day(30), []],
    ['nothing without an end', { ...month, expiresAt: null }, [], day(300), []],
    ['not what would have come before the beginning', { ...month, expiresAt: day(7) }, [], day(6.5), ['P1D']],
    ['each lead once, however it is spelled', { ...month, notices: ['P1D', 'PT24H'] }, [], day(29.5), ['PT24H']],
  ])('%s', (_name, facts, sent, now, expected) =>
    expect(noticesDue(facts, sent, now).map(({ notice }) => notice)).toEqual(expected),
  );
});

test('first to last', () => {
  expect(expiryNotices(month).map(({ at }) => at)).toEqual([day(16), day(29)]);
});
