import { expect, test } from 'vitest';
import {
  ADD_TYPES,
  CHANGE_TYPES,
  EXTEND_TYPES,
  findPendingTwin,
  pendingSlot,
  REMOVE_TYPES,
  requestAction,
  UPDATE_TYPES,
} from './request-types.ts';
import { RequestType } from './vocabulary.ts';

test.each([
  ['USER_ADD', 'ADD', 'CHANGE'],
  ['ON_BEHALF_ADD', 'ADD', 'CHANGE'],
  ['ADMIN_ADD', 'ADD', 'CHANGE'],
  ['USER_EXTEND', 'EXTEND', 'CHANGE'],
  ['USER_UPDATE', 'UPDATE', 'CHANGE'],
  ['ADMIN_UPDATE', 'EXTEND', 'CHANGE'],
  ['USER_REMOVE', 'REMOVE', 'REMOVAL'],
  ['ON_BEHALF_REMOVE', 'REMOVE', 'REMOVAL'],
  ['ADMIN_REMOVE', 'REMOVE', 'REMOVAL'],
  ['SYSTEM_REMOVE', 'REMOVE', 'REMOVAL'],
] as const)('%s is an %s in the slot %s', (type, action, slot) => {
  expect([requestAction(type), pendingSlot(type)]).toEqual([action, slot]);
});

test('what an administrator changes decides which rules hold', () => {
  expect([
    requestAction('ADMIN_UPDATE', 'END'),
    requestAction('ADMIN_UPDATE', 'ANSWERS'),
    requestAction('USER_UPDATE', 'END'),
  ]).toEqual(['EXTEND', 'UPDATE', 'UPDATE']);
});

test('the lists cover every type once', () => {
  expect([...ADD_TYPES, ...EXTEND_TYPES, ...UPDATE_TYPES, ...REMOVE_TYPES].sort()).toEqual(Object.values(RequestType).sort());
  expect([...CHANGE_TYPES, ...REMOVE_TYPES].sort()).toEqual(Object.values(RequestType).sort());
});

test('changes stand in the way of changes, removals of removals, and nobody of themself', () => {
  const add = { id: 'a', type: RequestType.USER_ADD };
  const remove = { id: 'r', type: RequestType.SYSTEM_REMOVE };
  expect(findPendingTwin('USER_EXTEND', [remove, add])).toBe(add);
  expect(findPendingTwin('USER_REMOVE', [add, remove])).toBe(remove);
  expect(findPendingTwin('USER_REMOVE', [add])).toBeNull();
  expect(findPendingTwin('USER_ADD', [add], 'a')).toBeNull();
});
