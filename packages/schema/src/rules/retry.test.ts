import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_REFUSALS, planRetry } from './retry.ts';

const now = new Date('2026-03-01T12:00:00Z');

test.each([
  [1, 2],
  [2, 4],
  [3, 8],
  [9, 512],
  [10, 900],
  [11, 900],
  [10_000, 900],
])('attempt %i waits %i seconds', (attempt, seconds) => {
  expect(planRetry('UNREACHABLE', attempt, 0, now)).toEqual({
    event: 'POSTPONE',
    nextTryAt: new Date(now.getTime() + seconds * 1000),
    refusals: 0,
  });
});

test.each([
  [0, 'POSTPONE'],
  [3, 'POSTPONE'],
  [4, 'GIVE_UP'],
  [9, 'GIVE_UP'],
])('a refusal after %i others: %s', (refusals, event) => {
  const plan = planRetry('REFUSED', 1, refusals, now);
  expect([plan.event, plan.refusals, plan.nextTryAt === null]).toEqual([event, refusals + 1, event === 'GIVE_UP']);
});

test('a target that cannot be reached is never given up; one that refuses is, after so many refusals', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('UNREACHABLE' as const, 'REFUSED' as const), { maxLength: 60 }), (failures) => {
      let refusals = 0;
      failures.forEach((failure, index) => {
        const plan = planRetry(failure, index + 1, refusals, now);
        refusals = plan.refusals;
        expect(plan.event === 'GIVE_UP').toBe(failure === 'REFUSED' && refusals >= MOST_REFUSALS);
        if (plan.nextTryAt) expect(plan.nextTryAt.getTime() - now.getTime()).toBeLessThanOrEqual(900_000);
      });
      expect(refusals).toBe(failures.filter((failure) => failure === 'REFUSED').length);
    }),
  );
});
