import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_ACTIONS } from './actions.fixture.ts';
import { CATALOG_ACTIONS, isReading, type Action } from './actions.ts';
import { may, mayAnywhere, mayGiveRole, type Viewer } from './permissions.ts';
import { confined, mayMakeToken, tokenReaches, tokenWrites } from './token-scope.ts';
import { aViewer } from './viewer.fixture.ts';
import { CatalogRole, DeploymentRole, TokenScope } from './vocabulary.ts';

describe('what a scope allows', () => {
  test.each<[TokenScope | null, boolean]>([
    [null, true],
    ['READ', false],
    ['ADHOC', false],
    ['WRITE', true],
  ])('%s changes something: %s', (tokenScope, writes) => {
    const viewer = aViewer('v', { deployment: 'ADMINISTRATOR', tokenScope });
    expect(tokenWrites(viewer).allowed).toBe(writes);
    expect(may(viewer, 'user.manage').allowed).toBe(writes);
    expect(may(viewer, 'user.read').allowed).toBe(true);
  });
});

describe('a token for one catalog', () => {
  const there = { catalogId: 'c' };
  test.each<[string, Viewer, Action, boolean, boolean]>([
    ['an owner designs there', aViewer('v', { catalog: 'OWNER' }), 'policy.edit', true, false],
    ['a reader does not', aViewer('v', { catalog: 'READER' }), 'policy.edit', false, false],
    [
      'an administrator may there what its owner may',
      aViewer('v', { deployment: 'ADMINISTRATOR' }),
      'catalog.delegate',
      true,
      false,
    ],
    ['an auditor reads there', aViewer('v', { deployment: 'AUDITOR' }), 'request.read', true, false],
    ['an auditor changes nothing', aViewer('v', { deployment: 'AUDITOR', bypass: true }), 'approval.bypass', false, false],
    ['whoever makes catalogs has nothing there', aViewer('v', { deployment: 'CATALOG_CREATOR' }), 'catalog.read', false, false],
    [
      'bypassing is given with the role',
      aViewer('v', { deployment: 'ADMINISTRATOR', bypass: true }),
      'approval.bypass',
      true,
      false,
    ],
    ['and never without', aViewer('v', { deployment: 'ADMINISTRATOR' }), 'approval.bypass', false, false],
  ])('%s', (_name, owner, action, here, elsewhere) => {
    const token = confined(owner, ['c']);
    expect(may(token, action, there).allowed).toBe(here);
    expect(may(token, action, { catalogId: 'd' }).allowed).toBe(elsewhere);
    expect(may(token, action).allowed).toBe(false);
    expect(mayAnywhere(token, action).allowed).toBe(here);
  });

  test('says why', () => {
    expect(may(confined(aViewer('v', { catalog: 'OWNER' }), ['d']), 'catalog.edit', there)).toMatchObject({
      code: 'TOKEN_CONFINED',
    });
    expect(tokenReaches(confined(aViewer('v'), ['c']))).toMatchObject({ allowed: false, code: 'TOKEN_CONFINED' });
  });

  test('nobody gives the right to bypass to themself by a token either', () => {
    const token = confined(aViewer('v', { deployment: 'ADMINISTRATOR', groupIds: ['g'] }), ['c']);
    expect(mayGiveRole(token, 'c', { userId: 'v', groupId: null }, true).allowed).toBe(false);
    expect(mayGiveRole(token, 'c', { userId: null, groupId: 'g' }, true).allowed).toBe(false);
    expect(mayGiveRole(token, 'c', { userId: 'x', groupId: null }, true).allowed).toBe(true);
  });
});

const CATALOGS = ['a', 'b', 'c', 'd'];
const anyViewer: fc.Arbitrary<Viewer> = fc.record({
  userId: fc.constant('v'),
  groupIds: fc.constantFrom([], ['g']),
  isSystem: fc.constant(false),
  tokenScope: fc.constantFrom(...Object.values(TokenScope)),
  catalogIds: fc.constant(null),
  deploymentRoles: fc.array(
    fc.record({ role: fc.constantFrom(...Object.values(DeploymentRole)), mayBypassApproval: fc.boolean() }),
    { maxLength: 3 },
  ),
  catalogRoles: fc.array(
    fc.record({
      catalogId: fc.constantFrom(...CATALOGS),
      role: fc.constantFrom(...Object.values(CatalogRole)),
      mayBypassApproval: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
});
const subject = fc.record(
  { catalogId: fc.constantFrom(...CATALOGS), resourceOwnerIds: fc.constantFrom([], ['v'], ['g'], ['x']) },
  { requiredKeys: [] },
);
const some = fc.uniqueArray(fc.constantFrom(...CATALOGS));

describe('a confined token', () => {
  test('never may more than its owner, nor anything outside of its catalogs', () => {
    fc.assert(
      fc.property(anyViewer, some, fc.constantFrom(...ALL_ACTIONS), subject, (owner, catalogIds, action, about) => {
        const token = confined(owner, catalogIds);
        if (!may(token, action, about).allowed) return;
        expect(may(owner, action, about).allowed).toBe(true);
        expect(catalogIds).toContain(about.catalogId);
      }),
      { numRuns: 2000 },
    );
  });

  test('confined once more, may no more either', () => {
    fc.assert(
      fc.property(anyViewer, some, some, fc.constantFrom(...ALL_ACTIONS), subject, (owner, first, second, action, about) => {
        const once = confined(owner, first);
        if (may(confined(once, second), action, about).allowed) expect(may(once, action, about).allowed).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('reads what its owner reads in its catalogs', () => {
    fc.assert(
      fc.property(anyViewer, some, fc.constantFrom(...CATALOGS), (owner, catalogIds, catalogId) => {
        for (const action of CATALOG_ACTIONS.filter(isReading))
          expect(may(confined(owner, catalogIds), action, { catalogId }).allowed).toBe(
            catalogIds.includes(catalogId) && may(owner, action, { catalogId }).allowed,
          );
      }),
    );
  });
});

describe('a token made by a token', () => {
  const by = (tokenScope: TokenScope, catalogIds: string[] | null = null) => ({ tokenScope, catalogIds });
  test.each<[string, TokenScope, string[] | null, TokenScope, string[] | null, boolean]>([
    ['writes, everywhere', 'WRITE', null, 'WRITE', null, true],
    ['reads, everywhere', 'WRITE', null, 'READ', null, true],
    ['is narrower', 'WRITE', null, 'WRITE', ['c'], true],
    ['costs no more', 'WRITE', null, 'ADHOC', null, false],
    ['is confined as it is', 'WRITE', ['c', 'd'], 'WRITE', ['d'], true],
    ['reaches no further', 'WRITE', ['c'], 'WRITE', ['c', 'd'], false],
    ['is not everywhere', 'WRITE', ['c'], 'READ', null, false],
    ['is none, of one that reads', 'READ', null, 'READ', null, false],
    ['is none, of one that reports', 'ADHOC', null, 'READ', null, false],
  ])('%s', (_name, scope, catalogIds, made, madeFor, expected) => {
    expect(mayMakeToken(by(scope, catalogIds), true, { scope: made, catalogIds: madeFor }).allowed).toBe(expected);
  });
  test('a session makes every token', () => {
    for (const scope of Object.values(TokenScope))
      expect(mayMakeToken(by('WRITE'), false, { scope, catalogIds: null }).allowed).toBe(true);
  });
});
