import { expect, test } from 'vitest';
import { groupsOf, type Grouped } from './groups.ts';

const message = (id: string, kind: string, request: string | null, named = 'Kit'): Grouped => ({
  id,
  kind,
  request: request === null ? null : { id: request, accessPackage: { id: `pkg ${named}`, name: named } },
  assignment: null,
  task: null,
});
const shape = (messages: Grouped[]) =>
  groupsOf(messages).map(({ waiting, messages: inside }) => [waiting?.name ?? null, inside.map(({ id }) => id).join('')]);

test('6.35 the inbox puts together what is about one request, and what waits for one package', () => {
  expect(
    shape([
      message('a', 'APPROVAL_REQUESTED', 'r1'),
      message('b', 'ACCESS_DELIVERED', 'r9'),
      message('c', 'APPROVAL_REMINDER', 'r2'),
      message('d', 'REQUEST_APPROVED', 'r9'),
      message('e', 'APPROVAL_REQUESTED', 'r3', 'Other'),
      message('f', 'ACCESS_ENDED', null),
      message('g', 'APPROVAL_REQUESTED', 'r1'),
    ]),
  ).toEqual([
    ['Kit', 'acg'],
    [null, 'bd'],
    [null, 'e'],
    [null, 'f'],
  ]);
});

test('two messages about one request that waits name it, and not its package', () => {
  expect(shape([message('a', 'APPROVAL_REMINDER', 'r1'), message('b', 'APPROVAL_REQUESTED', 'r1')])).toEqual([[null, 'ab']]);
});
