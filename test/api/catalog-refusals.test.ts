import { afterAll, beforeAll } from 'vitest';
import { startTestApp } from '../testkit/app.ts';
import {
  describeCases,
  describeRefusals,
  fresh,
  type Cast,
  type Input,
  type RefusalCase,
  type RefusalRow,
} from '../testkit/refusals.ts';
import { type World } from '../testkit/world.ts';

let cast: Cast;
beforeAll(async () => {
  const t = await startTestApp();
  cast = { t, admin: await t.world.admin(), stranger: await t.world.user() };
});
afterAll(() => cast.t.stop());

const definition = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };
const roles = [{ name: 'Member', externalId: 'member' }];

const ROWS: RefusalRow[] = [
  {
    name: 'createCatalog',
    input: async () => ({ name: fresh('Catalog') }),
    ids: [],
    texts: { name: 200, description: 4000 },
    other: { name: 'Another' },
  },
  {
    name: 'updateCatalog',
    input: async ({ t: { world: w } }) => ({ id: (await w.catalog()).id, description: 'x' }),
    ids: ['id'],
    texts: { name: 200 },
    versioned: true,
    other: { description: 'y' },
  },
  {
    name: 'deleteCatalog',
    input: async ({ t: { world: w } }) => ({ id: (await w.catalog()).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'assignCatalogRole',
    input: async ({ t: { world: w } }) => ({ catalogId: (await w.catalog()).id, role: 'READER', userId: (await w.user()).id }),
    ids: ['catalogId', 'userId'],
    other: { role: 'OWNER' },
  },
  {
    name: 'createConnector',
    input: async () => ({ name: 'Printer', kind: 'manual' }),
    ids: [],
    texts: { name: 200, environment: 200 },
    other: { name: 'Another' },
  },
  {
    name: 'updateConnector',
    input: async ({ t: { world: w } }) => ({ id: (await w.connector({ kind: 'manual' })).id, name: 'Renamed' }),
    ids: ['id'],
    texts: { name: 200 },
    versioned: true,
    other: { name: 'Again' },
  },
  {
    name: 'deleteConnector',
    input: async ({ t: { world: w } }) => ({ id: (await w.connector({ kind: 'manual' })).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'testConnector',
    input: async ({ t: { world: w } }) => ({ id: (await w.connector({ kind: 'manual' })).id }),
    ids: ['id'],
    other: { id: 'con_x' },
  },
  {
    name: 'createResource',
    input: async ({ t: { world: w } }) => ({
      connectorId: (await w.connector({ kind: 'manual' })).id,
      kind: 'SITE',
      externalId: 'site',
      name: 'Site',
      roles,
      ownerUserIds: [(await w.user()).id],
      ownerGroupIds: [(await w.group()).id],
    }),
    ids: ['connectorId', 'ownerUserIds', 'ownerGroupIds'],
    texts: { name: 200, externalId: 200, description: 4000 },
    other: { name: 'Other' },
  },
  {
    name: 'updateResource',
    input: async ({ t: { world: w } }) => ({ id: (await w.resource()).resource.id, ownerUserIds: [(await w.user()).id] }),
    ids: ['id', 'ownerUserIds'],
    texts: { name: 200, description: 4000 },
    versioned: true,
    other: { name: 'Other' },
  },
  {
    name: 'deleteResource',
    input: async ({ t: { world: w } }) => ({ id: (await w.resource()).resource.id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'addResource',
    input: async ({ t: { world: w } }) => ({ catalogId: (await w.catalog()).id, resourceId: (await w.resource()).resource.id }),
    ids: ['catalogId', 'resourceId'],
    other: { resourceId: 'res_x' },
  },
  {
    name: 'removeResource',
    input: async ({ t: { world: w } }) => resourceInCatalog(w),
    ids: ['catalogId', 'resourceId'],
    other: { resourceId: 'res_x' },
  },
  {
    name: 'createAccessPackage',
    input: async ({ t: { world: w } }) => ({ catalogId: (await w.catalog()).id, name: 'Package', hidden: true }),
    ids: ['catalogId'],
    texts: { name: 200, description: 4000 },
    other: { name: 'Other' },
  },
  {
    name: 'updateAccessPackage',
    input: async ({ t: { world: w } }) => ({ id: (await w.package({ hidden: true })).id, description: 'x' }),
    ids: ['id'],
    texts: { name: 200, description: 4000 },
    versioned: true,
    other: { description: 'y' },
  },
  {
    name: 'retireAccessPackage',
    input: async ({ t: { world: w } }) => ({ id: (await w.package({ hidden: true })).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'deleteAccessPackage',
    input: async ({ t: { world: w } }) => ({ id: (await w.package({ hidden: true })).id }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
  {
    name: 'setAccessPackageRoles',
    input: async ({ t: { world: w } }) => ({ id: (await w.package({ hidden: true })).id, roles: [] }),
    ids: ['id'],
    texts: { confirmation: 128 },
    versioned: true,
    other: { confirmation: 'x' },
  },
  {
    name: 'createAssignmentPolicy',
    input: async ({ t: { world: w } }) => ({
      accessPackageId: (await w.package({ hidden: true })).id,
      name: 'Policy',
      definition,
    }),
    ids: ['accessPackageId'],
    texts: { name: 200, description: 4000 },
    other: { name: 'Other' },
  },
  {
    name: 'updateAssignmentPolicy',
    input: async ({ t: { world: w } }) => ({ id: await policyOf(w), description: 'x' }),
    ids: ['id'],
    texts: { name: 200, description: 4000 },
    versioned: true,
    other: { description: 'y' },
  },
  {
    name: 'deleteAssignmentPolicy',
    input: async ({ t: { world: w } }) => ({ id: await policyOf(w) }),
    ids: ['id'],
    versioned: true,
    other: { expectedVersion: 1 },
  },
];

async function resourceInCatalog(world: World): Promise<Input> {
  const catalog = await world.catalog();
  return { catalogId: catalog.id, resourceId: (await world.resource({ catalogs: [catalog] })).resource.id };
}

async function policyOf(world: World): Promise<string> {
  return (await world.policy({ accessPackage: await world.package({ hidden: true }) })).id;
}

const CASES: RefusalCase[] = [
  ['a name of blanks', 'createCatalog', async () => ({ name: '   ' }), 'INVALID'],
  [
    'the default connector while there are others',
    'deleteConnector',
    async ({ t: { world: w } }) => {
      await w.connector({ kind: 'other' });
      return { id: (await w.connector({ kind: 'other', isDefault: true })).id };
    },
    'IN_USE',
  ],
  ['a connector without a driver', 'createConnector', async () => ({ name: 'Mainframe', kind: 'cobol' }), 'INVALID'],
  [
    'a kind without a default',
    'updateConnector',
    async ({ t: { world: w } }) => ({ id: (await w.connector({ kind: 'unheard-of', isDefault: true })).id, isDefault: false }),
    'INVALID',
  ],
  [
    'a connector with resources',
    'deleteConnector',
    async ({ t: { world: w } }) => {
      const connector = await w.connector({ kind: 'manual' });
      await w.resource({ connector });
      return { id: connector.id };
    },
    'IN_USE',
  ],
  [
    'an address that runs',
    'updateResource',
    async ({ t: { world: w } }) => ({ id: (await w.resource()).resource.id, launchUrl: 'javascript:alert(1)' }),
    'INVALID',
  ],
  [
    'a group of the directory that is none',
    'createResource',
    async ({ t: { world: w } }) => ({
      connectorId: (await w.connector({ kind: 'directory' })).id,
      kind: 'GROUP',
      externalId: 'grp_x',
      name: 'G',
      roles,
    }),
    'INVALID',
  ],
  [
    'a right the directory does not know',
    'createResource',
    async ({ t: { world: w } }) => ({
      connectorId: (await w.connector({ kind: 'directory' })).id,
      kind: 'GROUP',
      externalId: (await w.group()).id,
      name: 'G',
      roles: [{ name: 'Reader', externalId: 'reader' }],
    }),
    'INVALID',
  ],
  [
    'a resource without rights',
    'createResource',
    async ({ t: { world: w } }) => ({
      connectorId: (await w.connector({ kind: 'manual' })).id,
      kind: 'SITE',
      externalId: 's',
      name: 'S',
      roles: [],
    }),
    'INVALID',
  ],
  [
    'a right named twice',
    'createResource',
    async ({ t: { world: w } }) => ({
      connectorId: (await w.connector({ kind: 'manual' })).id,
      kind: 'SITE',
      externalId: 's',
      name: 'S',
      roles: [...roles, ...roles],
    }),
    'INVALID',
  ],
  [
    'a resource somebody made already',
    'createResource',
    async ({ t: { world: w } }) => {
      const connector = await w.connector({ kind: 'manual' });
      await w.resource({ connector, externalId: 'one' });
      return { connectorId: connector.id, kind: 'SITE', externalId: 'one', name: 'S', roles };
    },
    'NAME_TAKEN',
  ],
  [
    'a right that a package gives',
    'updateResource',
    async ({ t: { world: w } }) => {
      const {
        resource,
        roles: [role],
      } = await w.resource();
      await w.package({ roles: [role!] });
      return { id: resource.id, roles: [{ name: 'Other', externalId: 'other' }] };
    },
    'IN_USE',
  ],
  [
    'a resource that a package gives',
    'deleteResource',
    async ({ t: { world: w } }) => {
      const {
        resource,
        roles: [role],
      } = await w.resource();
      await w.package({ roles: [role!] });
      return { id: resource.id };
    },
    'IN_USE',
  ],
  [
    'a catalog with packages',
    'deleteCatalog',
    async ({ t: { world: w } }) => {
      const catalog = await w.catalog();
      await w.package({ catalog });
      return { id: catalog.id };
    },
    'IN_USE',
  ],
  [
    'a package of a taken name',
    'createAccessPackage',
    async ({ t: { world: w } }) => {
      const catalog = await w.catalog();
      await w.package({ catalog, name: 'Taken' });
      return { catalogId: catalog.id, name: 'tAKEN', hidden: true };
    },
    'NAME_TAKEN',
  ],
  [
    'an unbelievable priority',
    'updateAssignmentPolicy',
    async ({ t: { world: w } }) => ({ id: await policyOf(w), priority: -1 }),
    'INVALID',
  ],
];

describeRefusals(ROWS, () => cast);
describeCases(CASES, () => cast);
