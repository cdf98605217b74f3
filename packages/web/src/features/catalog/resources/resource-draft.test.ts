import { expect, test } from 'vitest';
import { aboutId, isDirectoryGroup, newRight, rightsLeft, toRoles, wrongAddress } from './resource-draft.ts';

test('a group of the directory alone is chosen by its name, with the rights that the directory knows', () => {
  expect(isDirectoryGroup('directory', 'GROUP')).toBe(true);
  expect(isDirectoryGroup('directory', 'APPLICATION')).toBe(false);
  expect(isDirectoryGroup('manual', 'GROUP')).toBe(false);
  expect(isDirectoryGroup(undefined, 'GROUP')).toBe(false);
  const all = rightsLeft([]);
  expect(all.map(({ externalId }) => externalId)).toEqual(['member', 'owner']);
  expect(rightsLeft([newRight(all[0])]).map(({ name }) => name)).toEqual(['Owner']);
  expect(rightsLeft(all)).toEqual([]);
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

test('each kind of target says what an id is there, and none speaks of a group', () => {
  const said = ['directory', 'manual', 'scim', undefined].map(aboutId);
  expect(new Set(said).size).toBe(3);
  expect(said.join()).not.toMatch(/group/i);
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
