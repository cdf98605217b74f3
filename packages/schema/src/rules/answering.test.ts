import { expect, test } from 'vitest';
import { answeringIssue, mayAnswer } from './answering.ts';
import { UserKind, UserState } from './vocabulary.ts';

test.each(Object.values(UserKind).flatMap((kind) => Object.values(UserState).map((state) => [kind, state] as const)))(
  '%s, %s answers for a service only as an active member',
  (kind, state) => expect(mayAnswer({ kind, state })).toBe(kind === 'MEMBER' && state === 'ACTIVE'),
);

test('a service needs somebody who answers for it, and nobody else has one', () => {
  const right = Object.values(UserKind).flatMap((kind) =>
    [true, false].filter((named) => answeringIssue(kind, named) === null).map((named) => [kind, named]),
  );
  expect(right).toEqual([
    ['MEMBER', false],
    ['GUEST', false],
    ['SERVICE', true],
  ]);
});
