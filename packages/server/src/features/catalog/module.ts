import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { type Module } from '../../kernel/module.ts';
import { ACCESS_PACKAGE_READS } from './packages/access-package.read.ts';
import { AccessPackageResolver } from './packages/access-package.resolver.ts';
import { CATALOG_READS } from './catalogs/catalog.read.ts';
import { CatalogResolver } from './catalogs/catalog.resolver.ts';
import { connectorRead } from './connectors/connector.read.ts';
import { ConnectorResolver } from './connectors/connector.resolver.ts';
import { RESOURCE_READS } from './resources/resource.read.ts';
import { ResourceResolver } from './resources/resource.resolver.ts';

/** What can be asked for: catalogs, connectors, resources with their rights, and access packages. */
export const catalog: Module = {
  name: 'catalog',
  entities: [
    AccessPackageRole,
    AccessPackage,
    CatalogResource,
    CatalogRoleAssignment,
    Catalog,
    Connector,
    ResourceOwner,
    ResourceRole,
    Resource,
  ],
  reads: [...CATALOG_READS, connectorRead, ...RESOURCE_READS, ...ACCESS_PACKAGE_READS],
  resolvers: [CatalogResolver, ConnectorResolver, ResourceResolver, AccessPackageResolver],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** The roles of a package changed: what its holders have follows in the background. */
    packageRolesChanged: { accessPackageId: string };
  }
}
