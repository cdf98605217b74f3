import { expect, test } from 'vitest';
import { newRight, rightsLeft, toRoles, wrongAddress } from './resource-draft.ts';

test('a right that is known and not named yet can be added', () => {
  const known = [
    { externalId: 'member', name: 'Member' },
    { externalId: 'owner', name: 'Owner' },
  ];
  expect(rightsLeft(known, [])).toEqual(known);
  expect(rightsLeft(known, [newRight(known[0])]).map(({ name }) => name)).toEqual(['Owner']);
  expect(rightsLeft(known, known)).toEqual([]);
});

test('what the target calls a right is its name where nothing else is said', () => {
  const rights = [
    { ...newRight(), name: ' Reader ' },
    { ...newRight(), name: 'Writer', externalId: ' rw ', mode: 'ELIGIBLE' as const },
  ];
  expect(toRoles(rights)).toEqual([
    { id: null, name: 'Reader', externalId: 'Reader', mode: 'ACTIVE' },
    { id: null, name: 'Writer', externalId: 'rw', mode: 'ELIGIBLE' },
  ]);
});

test.each([
  ['', true],
  [' https://crm.example.com/a ', true],
  ['http://crm', true],
  ['crm.example.com', false],
  ['javascript:alert(1)', false],
])('the address "%s" is taken: %s', (text, taken) => {
  expect(wrongAddress(text) === false).toBe(taken);
});
