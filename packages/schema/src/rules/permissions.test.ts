import { describe, expect, test } from 'vitest';
import { ALL_ACTIONS } from './actions.fixture.ts';
import { isReading, type Action, type CATALOG_ACTIONS } from './actions.ts';
import { holds, may, mayAddToGroup, mayAnywhere, mayGiveRole, type Viewer } from './permissions.ts';
import { CatalogRole, DeploymentRole } from './vocabulary.ts';

function viewer(over: Partial<Viewer> = {}): Viewer {
  return {
    userId: 'v',
    groupIds: ['g'],
    deploymentRoles: [],
    catalogRoles: [],
    tokenScope: null,
    catalogIds: null,
    isSystem: false,
    ...over,
  };
}
const withDeployment = (role: DeploymentRole, mayBypassApproval = false) =>
  viewer({ deploymentRoles: [{ role, mayBypassApproval }] });
const withCatalog = (role: CatalogRole, mayBypassApproval = false) =>
  viewer({ catalogRoles: [{ catalogId: 'c', role, mayBypassApproval }] });

/** The table of domain §11, written out: R reader, A assignment manager, P package manager, O owner. */
const TABLE: Record<(typeof CATALOG_ACTIONS)[number], string> = {
  'catalog.read': 'RAPO',
  'request.read': 'RAPO',
  'assignment.read': 'RAPO',
  'catalog.edit': 'O',
  'catalog.delete': 'O',
  'catalog.delegate': 'O',
  'catalog.addResource': 'O',
  'catalog.removeResource': 'O',
  'package.create': 'PO',
  'package.edit': 'PO',
  'package.retire': 'PO',
  'package.delete': 'PO',
  'policy.edit': 'PO',
  'assignment.assign': 'APO',
  'assignment.end': 'APO',
  'assignment.extend': 'APO',
  'assignment.editAnswers': 'APO',
  'request.cancel': 'APO',
  'request.reprocess': 'APO',
  'stage.reassign': 'APO',
  'approval.bypass': '',
};

describe('every catalog role × every action', () => {
  test.each(Object.values(CatalogRole).flatMap((role) => ALL_ACTIONS.map((action) => [role, action] as const)))(
    '%s × %s',
    (role, action) => {
      const expected = (TABLE as Record<string, string>)[action]?.includes(role.charAt(0)) ?? false;
      expect(may(withCatalog(role), action, { catalogId: 'c' }).allowed).toBe(expected);
      // Another catalog is none of theirs.
      expect(may(withCatalog(role), action, { catalogId: 'd' }).allowed).toBe(false);
      expect(may(withCatalog(role), action).allowed).toBe(false);
      expect(mayAnywhere(withCatalog(role), action).allowed).toBe(expected);
    },
  );
});

describe('every deployment role × every action', () => {
  const expected: Record<DeploymentRole, (action: Action) => boolean> = {
    ADMINISTRATOR: (action) => action !== 'approval.bypass',
    CATALOG_CREATOR: (action) => action === 'catalog.create',
    ORGANIZATION_ADMINISTRATOR: (action) => action === 'organization.read' || action === 'organization.manage',
    AUDITOR: isReading,
  };
  test.each(Object.values(DeploymentRole).flatMap((role) => ALL_ACTIONS.map((action) => [role, action] as const)))(
    '%s × %s',
    (role, action) => {
      expect(may(withDeployment(role), action, { catalogId: 'c' }).allowed).toBe(expected[role](action));
      expect(may(withDeployment(role), action).allowed).toBe(expected[role](action));
    },
  );
});

test.each(ALL_ACTIONS)('%s is refused to whoever has no role, with a reason', (action) => {
  expect(may(viewer(), action, { catalogId: 'c' })).toMatchObject({
    allowed: false,
    reason: expect.stringMatching(/^[A-Z].*\.$/),
  });
});

test.each(ALL_ACTIONS)('a token that only reads: %s', (action) => {
  const admin = { ...withDeployment('ADMINISTRATOR', true), tokenScope: 'READ' as const };
  expect(may(admin, action, { catalogId: 'c' }).allowed).toBe(isReading(action));
  expect(may({ ...admin, tokenScope: 'WRITE' }, action, { catalogId: 'c' }).allowed).toBe(true);
});

describe('bypassing approval', () => {
  test.each<[string, Viewer, boolean]>([
    ['no role implies it: administrator', withDeployment('ADMINISTRATOR'), false],
    ['no role implies it: owner', withCatalog('OWNER'), false],
    ['an administrator with the right', withDeployment('ADMINISTRATOR', true), true],
    ['an owner with the right', withCatalog('OWNER', true), true],
    ['an assignment manager with the right', withCatalog('ASSIGNMENT_MANAGER', true), true],
    ['a reader cannot assign, so cannot bypass', withCatalog('READER', true), false],
    ['an auditor changes nothing', withDeployment('AUDITOR', true), false],
    ['in another catalog', viewer({ catalogRoles: [{ catalogId: 'd', role: 'OWNER', mayBypassApproval: true }] }), false],
    ['the system decides nothing', viewer({ userId: null, isSystem: true }), false],
  ])('%s', (_name, given, expected) => expect(may(given, 'approval.bypass', { catalogId: 'c' }).allowed).toBe(expected));
});

describe('nobody gives the right to bypass to themself', () => {
  const admin = withDeployment('ADMINISTRATOR');
  const owner = withCatalog('OWNER');
  test.each<[string, Viewer, string | null, string | null, string | null, boolean, boolean]>([
    ['to somebody', admin, null, 'x', null, true, true],
    ['to oneself', admin, null, 'v', null, true, false],
    ['to a group one is in', admin, null, null, 'g', true, false],
    ['to another group', admin, null, null, 'h', true, true],
    ['a role without it, to oneself', admin, null, 'v', null, false, true],
    ['in a catalog, to oneself', owner, 'c', 'v', null, true, false],
    ['in a catalog, to somebody', owner, 'c', 'x', null, true, true],
    ['in another catalog', owner, 'd', 'x', null, false, false],
    ['a deployment role by a catalog owner', owner, null, 'x', null, false, false],
    ['by a package manager', withCatalog('PACKAGE_MANAGER'), 'c', 'x', null, false, false],
  ])('%s', (_name, given, catalogId, userId, groupId, bypass, expected) => {
    expect(mayGiveRole(given, catalogId, { userId, groupId }, bypass).allowed).toBe(expected);
  });
  test('nor by joining a group that has it', () => {
    expect(mayAddToGroup(admin, ['v', 'x'], true)).toMatchObject({ allowed: false, code: 'NOT_FOR_YOURSELF' });
    expect([
      mayAddToGroup(admin, ['x'], true).allowed,
      mayAddToGroup(admin, ['v'], false).allowed,
      mayAddToGroup(owner, ['x'], false).allowed,
    ]).toEqual([true, true, false]);
  });
});

test('an owner adds only resources they own, in person or through a group; an administrator any', () => {
  const add = (who: Viewer, resourceOwnerIds?: string[]) =>
    may(who, 'catalog.addResource', resourceOwnerIds ? { catalogId: 'c', resourceOwnerIds } : { catalogId: 'c' });
  expect([
    add(withCatalog('OWNER')).allowed,
    add(withCatalog('OWNER'), ['v']).allowed,
    add(withCatalog('OWNER'), ['g']).allowed,
    add(withDeployment('ADMINISTRATOR'), []).allowed,
  ]).toEqual([true, true, true, true]);
  expect(add(withCatalog('OWNER'), ['x'])).toMatchObject({ allowed: false, code: 'NOT_OWNER_OF_RESOURCE' });
});

test('the system carries access through its life and designs nothing', () => {
  const system = viewer({ userId: null, isSystem: true });
  const allowed = ALL_ACTIONS.filter((action) => may(system, action, { catalogId: 'c' }).allowed);
  expect(allowed.filter(isReading)).toEqual(ALL_ACTIONS.filter(isReading));
  const writes = allowed.filter((action) => !isReading(action));
  expect(writes.sort()).toEqual([
    'assignment.end',
    'provisioning.retry',
    'request.cancel',
    'request.reprocess',
    'stage.reassign',
  ]);
});

test('holds: in person or through a group', () => {
  expect([
    holds(viewer(), ['v']),
    holds(viewer(), ['g']),
    holds(viewer(), ['x']),
    holds(viewer({ userId: null, groupIds: [] }), []),
  ]).toEqual([true, true, false, false]);
});
