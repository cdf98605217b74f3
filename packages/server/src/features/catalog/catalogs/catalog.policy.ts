import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { type CatalogAction } from '@gatehouse/schema/rules/actions';
import { may } from '@gatehouse/schema/rules/permissions';
import { demand } from '../../../kernel/authz/demand.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';

/**
 * Lets an operation go on only where the viewer may do `action` in this catalog.
 * @throws NOT_FOUND where they may not know that it exists, FORBIDDEN where they see it but may not.
 */
export async function demandInCatalog(
  op: ViewerOperation,
  action: CatalogAction,
  catalog: Catalog,
  path: string[],
): Promise<void> {
  const ability = may(op.viewer, action, { catalogId: catalog.id });
  await demand(op, ability, { entity: Catalog, id: catalog.id, what: 'catalog', path });
}

/** As `demandInCatalog`, for what is done to a package of the catalog. */
export async function demandOnPackage(
  op: ViewerOperation,
  action: CatalogAction,
  accessPackage: AccessPackage,
  path: string[],
): Promise<void> {
  const ability = may(op.viewer, action, { catalogId: accessPackage.catalog.id });
  await demand(op, ability, { entity: AccessPackage, id: accessPackage.id, what: 'access package', path });
}
