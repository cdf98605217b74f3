import { type Bases } from './base.ts';

export const CATALOG_INPUTS: Bases = {
  createCatalog: { by: 'cre', input: () => ({ name: 'A new catalog' }) },
  updateCatalog: { by: 'own', input: (c) => ({ id: c.place.catalog.id, description: 'Another one' }) },
  deleteCatalog: { by: 'own', input: (c) => ({ id: c.place.spareCatalog.id }) },
  assignCatalogRole: { by: 'own', input: (c) => ({ catalogId: c.place.catalog.id, role: 'READER', userId: c.place.target.id }) },
  'assignCatalogRole (to oneself, with bypass)': {
    by: 'own',
    input: (c) => ({ catalogId: c.place.catalog.id, role: 'OWNER', userId: c.me.id, mayBypassApproval: true }),
  },
  removeCatalogRole: { by: 'own', input: (c) => ({ id: c.place.ids.catalogRole }) },
  addResource: { by: 'own', input: (c) => ({ catalogId: c.place.catalog.id, resourceId: c.place.spareResource.id }) },
  'addResource (of others)': {
    by: 'adm',
    input: (c) => ({ catalogId: c.place.catalog.id, resourceId: c.others.strangeResource.id }),
  },
  removeResource: { by: 'own', input: (c) => ({ catalogId: c.place.catalog.id, resourceId: c.place.linkedResource.id }) },
  createConnector: { by: 'adm', input: () => ({ name: 'A new target', kind: 'manual' }) },
  updateConnector: { by: 'adm', input: (c) => ({ id: c.place.connector.id, environment: 'Lima' }) },
  deleteConnector: { by: 'adm', input: (c) => ({ id: c.place.spareConnector.id }) },
  testConnector: { by: 'adm', input: (c) => ({ id: c.place.connector.id }) },
  createResource: {
    by: 'adm',
    input: (c) => ({
      connectorId: c.place.connector.id,
      kind: 'APPLICATION',
      externalId: 'new',
      name: 'A new resource',
      roles: [{ name: 'User', externalId: 'user' }],
    }),
  },
  updateResource: { by: 'adm', input: (c) => ({ id: c.place.resource.id, description: 'Another one' }) },
  deleteResource: { by: 'adm', input: (c) => ({ id: c.place.spareResource.id }) },
  createAccessPackage: { by: 'pkg', input: (c) => ({ catalogId: c.place.catalog.id, name: 'A new package', hidden: false }) },
  updateAccessPackage: { by: 'pkg', input: (c) => ({ id: c.place.packages.delivered.id, description: 'Another one' }) },
  retireAccessPackage: { by: 'pkg', input: (c) => ({ id: c.place.packages.delivered.id }) },
  deleteAccessPackage: { by: 'pkg', input: (c) => ({ id: c.place.packages.fresh.id }) },
  setAccessPackageRoles: {
    by: 'pkg',
    input: (c) => ({ id: c.place.packages.delivered.id, roles: [{ resourceRoleId: c.place.resourceRole.id }] }),
  },
};
