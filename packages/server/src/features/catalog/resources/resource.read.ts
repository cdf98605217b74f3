import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import {
  ResourceFilter,
  ResourceOrder,
  ResourceOwnerFilter,
  ResourceRoleFilter,
} from '@gatehouse/schema/catalog/resource.filters';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { inMyCatalogs, isMe, isMine } from '../../../kernel/read/rights.ts';
import { exists, select, type Alias } from '../../../kernel/read/scope.ts';
import { and, oneOf, or, type Condition, type Sql } from '../../../kernel/read/sql.ts';

/** Does the viewer administer the resource: by a role in a catalog that has it, or as an owner of it? */
function administers(near: Alias, resourceId: Sql, viewer: Viewer): Condition {
  return or(
    exists(near, CatalogResource, (link) => and(sql`${link('resource')} = ${resourceId}`, inMyCatalogs(link('catalog'), viewer))),
    exists(near, ResourceOwner, (owner) => and(sql`${owner('resource')} = ${resourceId}`, isMine(owner, viewer))),
  );
}

/** Does one of these catalogs have the resource? */
function resourceIn(near: Alias, resourceId: Sql, catalogIds: readonly string[]): Condition {
  return exists(near, CatalogResource, (link) =>
    and(sql`${link('resource')} = ${resourceId}`, oneOf(link('catalog'), catalogIds)),
  );
}

/** Does the viewer meet the right: in a package whose contents they see, or as their own? */
function meets(role: Alias<ResourceRole>, viewer: Viewer): Condition {
  return or(
    exists(role, Grant, (grant) => and(sql`${grant('resourceRole')} = ${role('id')}`, isMe(grant('user'), viewer))),
    exists(role, AccessPackageRole, (given) => and(sql`${given('resourceRole')} = ${role('id')}`, visibleRow(given))),
  );
}

/** Is one of these rights in the package, as far as the viewer may know its contents? */
function givesRight(accessPackage: Alias<AccessPackage>, isOne: (right: Sql) => Condition): Condition {
  return sql`${accessPackage('id')} in (${select(accessPackage, AccessPackageRole, 'accessPackage', (given) =>
    and(isOne(given('resourceRole')), visibleRow(given)),
  )})`;
}

const resourceRead = defineRead(Resource, {
  all: 'resource.read',
  visible: (t, viewer) =>
    or(
      administers(t, t('id'), viewer),
      exists(t, ResourceRole, (role) => and(sql`${role('resource')} = ${t('id')}`, meets(role, viewer))),
    ),
  within: (t, catalogIds) => resourceIn(t, t('id'), catalogIds),
  relations: {
    catalogs: relation<Resource, Catalog>({
      entity: () => Catalog,
      join: (resource, catalog) =>
        sql`${catalog('id')} in (${select(resource, CatalogResource, 'catalog', (link) => sql`${link('resource')} = ${resource('id')}`)})`,
    }),
    accessPackages: relation<Resource, AccessPackage>({
      entity: () => AccessPackage,
      join: (resource, accessPackage) =>
        givesRight(
          accessPackage,
          (right) =>
            sql`${right} in (${select(resource, ResourceRole, 'id', (role) => sql`${role('resource')} = ${resource('id')}`)})`,
        ),
    }),
  },
  filter: ResourceFilter,
  orders: ResourceOrder,
  defaultOrder: [['name', 'ASC']],
});

const resourceRoleRead = defineRead(ResourceRole, {
  all: 'resource.read',
  visible: (t, viewer) => or(administers(t, t('resource'), viewer), meets(t, viewer)),
  within: (t, catalogIds) => resourceIn(t, t('resource'), catalogIds),
  relations: {
    accessPackages: relation<ResourceRole, AccessPackage>({
      entity: () => AccessPackage,
      join: (role, accessPackage) => givesRight(accessPackage, (right) => sql`${right} = ${role('id')}`),
    }),
    grants: relation<ResourceRole, Grant>({ entity: () => Grant, by: 'resourceRole' }),
  },
  filter: ResourceRoleFilter,
  listed: [['name', 'ASC']],
});

/** Who answers for a resource: for those who administer it. */
const resourceOwnerRead = defineRead(ResourceOwner, {
  all: 'resource.read',
  visible: (t, viewer) => administers(t, t('resource'), viewer),
  within: (t, catalogIds) => resourceIn(t, t('resource'), catalogIds),
  filter: ResourceOwnerFilter,
});

export const RESOURCE_READS = [resourceRead, resourceRoleRead, resourceOwnerRead];
