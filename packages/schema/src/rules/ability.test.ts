import { expect, test } from 'vitest';
import { all, any, no, yes } from './ability.ts';

const y1 = yes('OWN', 'First.');
const y2 = yes('ROLE', 'Second.');
const n1 = no('NOT_YOURS', 'Third.');
const n2 = no('WRONG_STATE', 'Fourth.');

test('all: the first no, else the first yes', () => {
  expect([all(y1, y2), all(y1, n1, n2), all(n2, n1)]).toEqual([y1, n1, n2]);
});

test('any: the first yes, else the first no', () => {
  expect([any(n1, y2, y1), any(n1, n2), any(y1)]).toEqual([y2, n1, y1]);
});
