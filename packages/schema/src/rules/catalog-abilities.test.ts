import { describe, expect, test } from 'vitest';
import { catalogAbilities, deploymentAbilities, packageAbilities, type PackageFacts } from './catalog-abilities.ts';
import { aViewer, granted } from './viewer.fixture.ts';
import { CatalogRole } from './vocabulary.ts';

const facts: PackageFacts = { catalogId: 'c', catalogState: 'PUBLISHED', state: 'ACTIVE', inUse: false };
const DESIGN = ['edit', 'retire', 'delete', 'editPolicies'];
const CATALOG: Record<CatalogRole, string[]> = {
  OWNER: ['edit', 'delete', 'delegate', 'addResource', 'removeResource', 'createPackage'],
  PACKAGE_MANAGER: ['createPackage'],
  ASSIGNMENT_MANAGER: [],
  READER: [],
};
const PACKAGE: Record<CatalogRole, string[]> = {
  OWNER: [...DESIGN, 'assign'],
  PACKAGE_MANAGER: [...DESIGN, 'assign'],
  ASSIGNMENT_MANAGER: ['assign'],
  READER: [],
};

describe.each(Object.values(CatalogRole))('%s', (role) => {
  const viewer = aViewer('v', { catalog: role });
  test('in their catalog', () => {
    expect(granted(catalogAbilities(viewer, { id: 'c', packageCount: 0 }))).toEqual(CATALOG[role]);
    expect(granted(packageAbilities(viewer, facts))).toEqual(PACKAGE[role]);
  });
  test('in another', () => {
    expect(granted(catalogAbilities(viewer, { id: 'd', packageCount: 0 }))).toEqual([]);
    expect(granted(packageAbilities(viewer, { ...facts, catalogId: 'd' }))).toEqual([]);
  });
});

const admin = aViewer('root', { deployment: 'ADMINISTRATOR', bypass: true });

test.each<[string, Partial<PackageFacts>, string[]]>([
  ['active', {}, [...DESIGN, 'assign', 'bypassApproval']],
  ['retired', { state: 'RETIRED' }, ['edit', 'delete', 'editPolicies']],
  ['in use', { inUse: true }, ['edit', 'retire', 'editPolicies', 'assign', 'bypassApproval']],
  ['in an unpublished catalog', { catalogState: 'UNPUBLISHED' }, DESIGN],
])('a package that is %s', (_name, over, expected) =>
  expect(granted(packageAbilities(admin, { ...facts, ...over }))).toEqual(expected),
);

test('a catalog that holds packages is not deleted; who may not anyway is not told why', () => {
  expect(catalogAbilities(admin, { id: 'c', packageCount: 1 }).delete.code).toBe('WRONG_STATE');
  expect(catalogAbilities(aViewer('v'), { id: 'c', packageCount: 1 }).delete.code).toBe('NOT_PERMITTED');
});

test('in the deployment as a whole', () => {
  expect(granted(deploymentAbilities(aViewer('v')))).toEqual([]);
  expect(granted(deploymentAbilities(aViewer('v', { deployment: 'CATALOG_CREATOR' })))).toEqual(['createCatalog']);
  expect(granted(deploymentAbilities(aViewer('v', { deployment: 'AUDITOR' })))).toEqual(['readAudit']);
  expect(granted(deploymentAbilities(aViewer('v', { catalog: 'PACKAGE_MANAGER' })))).toEqual([
    'administerSomeCatalog',
    'assignSomewhere',
  ]);
  expect(granted(deploymentAbilities(admin))).toHaveLength(10);
});
