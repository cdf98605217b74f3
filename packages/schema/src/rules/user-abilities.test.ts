import { expect, test } from 'vitest';
import type { Viewer } from './permissions.ts';
import type { DeploymentRole } from './vocabulary.ts';
import { userAbilities } from './user-abilities.ts';

const NOW = new Date('2026-03-31T12:00:00Z');
const viewer = (userId: string, role?: DeploymentRole): Viewer => ({
  userId,
  groupIds: [],
  deploymentRoles: role ? [{ role, mayBypassApproval: false }] : [],
  catalogRoles: [],
  tokenScope: null,
  catalogIds: null,
  isSystem: false,
});
const person = { id: 'usr_a', kind: 'MEMBER', state: 'ACTIVE', deletedAt: null, erasedAt: null } as const;
const allowed = (abilities: ReturnType<typeof userAbilities>) => Object.values(abilities).map((ability) => ability.allowed);

test('an administrator edits, blocks and deletes others; nobody else does', () => {
  expect(allowed(userAbilities(viewer('usr_admin', 'ADMINISTRATOR'), person, NOW))).toEqual([true, true, true, false]);
  expect(allowed(userAbilities(viewer('usr_auditor', 'AUDITOR'), person, NOW))).toEqual([false, false, false, false]);
  expect(allowed(userAbilities(viewer('usr_a'), person, NOW))).toEqual([false, false, false, false]);
});

test('nobody blocks or deletes themself', () => {
  const { edit, block, delete: remove } = userAbilities(viewer('usr_a', 'ADMINISTRATOR'), person, NOW);
  expect(edit.allowed).toBe(true);
  expect([block.code, remove.code]).toEqual(['NOT_FOR_YOURSELF', 'NOT_FOR_YOURSELF']);
});

test('who is deleted can be brought back for 30 days, to the millisecond, and nothing else', () => {
  const deleted = (ago: number) => ({ ...person, state: 'DELETED', deletedAt: new Date(NOW.getTime() - ago) }) as const;
  const days = 30 * 24 * 60 * 60 * 1000;
  const admin = viewer('usr_admin', 'ADMINISTRATOR');
  expect(allowed(userAbilities(admin, deleted(days - 1), NOW))).toEqual([false, false, true, false]);
  expect(userAbilities(admin, deleted(days), NOW).delete.code).toBe('WINDOW_OVER');
  expect(userAbilities(admin, { ...deleted(1), erasedAt: NOW }, NOW).delete.code).toBe('WRONG_STATE');
});

test('what becomes of a guest is said by those who keep organizations, of guests alone, and not of oneself', () => {
  const keeper = viewer('usr_keeper', 'ORGANIZATION_ADMINISTRATOR');
  const guest = { ...person, kind: 'GUEST' } as const;
  expect(userAbilities(keeper, guest, NOW).govern.allowed).toBe(true);
  expect(userAbilities(viewer('usr_auditor', 'AUDITOR'), guest, NOW).govern.code).toBe('NOT_PERMITTED');
  for (const other of [person, { ...guest, state: 'PROSPECT' } as const, { ...guest, state: 'DELETED' } as const])
    expect(userAbilities(keeper, other, NOW).govern.code).toBe('WRONG_STATE');
  expect(userAbilities(viewer('usr_a', 'ADMINISTRATOR'), guest, NOW).govern.code).toBe('NOT_FOR_YOURSELF');
});
