import { describe, expect, it } from 'vitest';
import { isLate, lateByMs } from './job-lateness.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const now = new Date('2026-03-02T09:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('lateness of a job', () => {
  it.each([
    // every, last done, behind, late
    [5 * SECOND, 0, 0, false],
    [5 * SECOND, 5 * SECOND, 0, false],
    [5 * SECOND, 8 * SECOND, 3 * SECOND, false],
    [5 * SECOND, 70 * SECOND, 65 * SECOND, false],
    [5 * SECOND, 71 * SECOND, 66 * SECOND, true],
    [HOUR, HOUR, 0, false],
    [HOUR, 2 * HOUR + MINUTE, HOUR + MINUTE, false],
    [HOUR, 2 * HOUR + MINUTE + 1, HOUR + MINUTE + 1, true],
    // Another clock was ahead.
    [5 * SECOND, -30 * SECOND, 0, false],
  ])('one that ticks every %d ms and ran %d ms ago is %d ms behind; late: %s', (periodMs, silentMs, behind, late) => {
    const job = { periodMs, lastDoneAt: ago(silentMs) };
    expect([lateByMs(job, now), isLate(job, now)]).toEqual([behind, late]);
  });
});
