import { CatalogRoleFilter } from '@gatehouse/schema/catalog/catalog-role.filters';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { CatalogFilter, CatalogOrder } from '@gatehouse/schema/catalog/catalog.filters';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { catalogAbilities } from '@gatehouse/schema/rules/catalog-abilities';
import { sql } from 'kysely';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { inMyCatalogs, isMine } from '../../../kernel/read/rights.ts';
import { exists } from '../../../kernel/read/scope.ts';
import { and, oneOf, or } from '../../../kernel/read/sql.ts';

/** Those who hold a role in it see all of it; others see the catalogs of packages they see, by name. */
const catalogRead = defineRead(Catalog, {
  all: 'catalog.read',
  visible: (t, viewer) =>
    or(
      inMyCatalogs(t('id'), viewer),
      exists(t, AccessPackage, (p) => and(sql`${p('catalog')} = ${t('id')}`, visibleRow(p))),
    ),
  within: (t, catalogIds) => oneOf(t('id'), catalogIds),
  fields: {
    description: { visible: (t, viewer) => inMyCatalogs(t('id'), viewer) },
    viewerCan: {
      needs: (t) =>
        sql`json_build_object('id', ${t('id')}, 'packageCount', (select count(*)::int from access_package p where p.catalog_id = ${t('id')}))`,
      resolve: (facts: { id: string; packageCount: number }, viewer) => catalogAbilities(viewer, facts),
    },
  },
  relations: {
    resources: relation<Catalog, Resource>({
      entity: () => Resource,
      join: (catalog, resource) =>
        exists(catalog, CatalogResource, (link) =>
          and(sql`${link('catalog')} = ${catalog('id')}`, sql`${link('resource')} = ${resource('id')}`),
        ),
    }),
    accessPackages: relation<Catalog, AccessPackage>({ entity: () => AccessPackage, by: 'catalog' }),
  },
  filter: CatalogFilter,
  orders: CatalogOrder,
  defaultOrder: [['name', 'ASC']],
});

/** Who holds which role: for those who hold one there, and for the holder. */
const catalogRoleRead = defineRead(CatalogRoleAssignment, {
  all: 'catalog.read',
  visible: (t, viewer) => or(inMyCatalogs(t('catalog'), viewer), isMine(t, viewer)),
  within: (t, catalogIds) => oneOf(t('catalog'), catalogIds),
  filter: CatalogRoleFilter,
});

export const CATALOG_READS = [catalogRead, catalogRoleRead];
