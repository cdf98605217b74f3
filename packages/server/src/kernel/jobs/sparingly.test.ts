import { expect, test } from 'vitest';
import { sparingly } from './sparingly.ts';

test('what happens again and again is said at once, and then once a minute with how often it went unsaid', () => {
  const said: unknown[] = [];
  let now = 1_000;
  const stumbled = sparingly(
    (error, unsaid) => said.push([error, unsaid]),
    () => now,
  );
  for (const [later, what] of [
    [0, 'first'],
    [1, 'second'],
    [59_998, 'third'],
    [1, 'fourth'],
    [59_999, 'fifth'],
    [86_400_000, 'sixth'],
  ] as const) {
    now += later;
    stumbled(what);
  }
  expect(said).toEqual([
    ['first', 0],
    ['fourth', 2],
    ['sixth', 1],
  ]);
});
