import { expect, it } from 'vitest';
import { leaves, narrowing, UNCONFIRMED_LEAVERS, type NarrowingFacts } from './scope-leavers.ts';

const few: NarrowingFacts = { holders: 2, choice: null, reason: null, confirmation: { sent: null, now: 'seen' } };
const many = { ...few, holders: UNCONFIRMED_LEAVERS + 1 };

it.each<[string, NarrowingFacts, string]>([
  ['nobody is left out', { ...few, holders: 0 }, 'nothing'],
  ['nobody is left out, whatever was chosen', { ...few, holders: 0, choice: 'END' }, 'nothing'],
  ['nothing was chosen', few, 'CONFIRMATION_REQUIRED holdersOutside'],
  ['they keep it', { ...few, choice: 'KEEP' }, 'KEEP'],
  ['many keep it', { ...many, choice: 'KEEP' }, 'KEEP'],
  ['it ends without a reason', { ...few, choice: 'END', reason: ' ' }, 'INVALID holdersOutsideReason'],
  ['it ends for few', { ...few, choice: 'END', reason: 'Why' }, 'END'],
  ['it ends for as many as need no look', { ...few, holders: UNCONFIRMED_LEAVERS, choice: 'END', reason: 'Why' }, 'END'],
  ['it ends for many, unseen', { ...many, choice: 'END', reason: 'Why' }, 'CONFIRMATION_REQUIRED confirmation'],
  [
    'it ends for many, and something else was seen',
    { ...many, choice: 'END', reason: 'Why', confirmation: { sent: 'other', now: 'seen' } },
    'CONFIRMATION_REQUIRED confirmation',
  ],
  ['it ends for many, as seen', { ...many, choice: 'END', reason: 'Why', confirmation: { sent: 'seen', now: 'seen' } }, 'END'],
])('%s', (_name, facts, expected) => {
  const answer = narrowing(facts);
  expect(answer.ok ? (answer.becomes ?? 'nothing') : `${answer.code} ${answer.path}`).toBe(expected);
});

it.each([
  [true, true, false, true],
  [true, true, true, false],
  [true, false, false, false],
  [false, true, false, false],
])('open %s, under the policy %s, in scope %s: leaves %s', (open, underPolicy, inScope, expected) => {
  expect(leaves({ open, underPolicy, inScope })).toBe(expected);
});
