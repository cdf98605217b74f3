import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { may, type Action } from '@gatehouse/schema/rules/permissions';
import { type Change } from '../../change.ts';
import { forbidden, notFound } from '../../refused.ts';

/**
 * Lets a change go on only where the viewer may do `action` in this catalog.
 * @throws NOT_FOUND where they hold nothing in it (they may not know it exists), FORBIDDEN where they see it but may not.
 */
export function demandInCatalog(change: Change, action: Action, catalog: Catalog, path: string[] | null = null): void {
  const ability = may(change.viewer, action, { catalogId: catalog.id });
  if (ability.allowed) return;
  const sees = may(change.viewer, 'catalog.see', { catalogId: catalog.id });
  throw sees.allowed ? forbidden(ability.reason) : notFound('catalog', path);
}
