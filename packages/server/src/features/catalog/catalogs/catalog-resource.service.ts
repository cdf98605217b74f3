import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { type AddResourceInput, type RemoveResourceInput } from '@gatehouse/schema/catalog/resource.inputs';
import { may } from '@gatehouse/schema/rules/permissions';
import { demand } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { demandInCatalog } from './catalog.policy.ts';

/** Brings a resource into a catalog: by an owner of both, or an administrator. */
export async function addResource(change: Change, input: AddResourceInput) {
  const catalog = await lockCatalog(change, input.catalogId);
  await demandInCatalog(change, 'catalog.addResource', catalog, ['catalogId']);
  const resource = await change.em.findOne(Resource, input.resourceId);
  if (!resource) throw notFound('resource', ['resourceId']);
  const owners = await change.em.find(ResourceOwner, { resource });
  const resourceOwnerIds = owners.flatMap(({ user, group }) => user?.id ?? group?.id ?? []);
  const ability = may(change.viewer, 'catalog.addResource', { catalogId: catalog.id, resourceOwnerIds });
  await demand(change, ability, { entity: Resource, id: resource.id, what: 'resource', path: ['resourceId'] });
  const present = await change.em.count(CatalogResource, { catalog, resource });
  if (present === 0) {
    change.create(CatalogResource, { catalog, resource });
    record(change, 'catalog.resource_added', catalog, resource);
  }
  return { catalog: catalog.id, resource: resource.id };
}

/** Takes a resource out of a catalog that gives nothing of it. */
export async function removeResource(change: Change, input: RemoveResourceInput) {
  const catalog = await lockCatalog(change, input.catalogId);
  await demandInCatalog(change, 'catalog.removeResource', catalog, ['catalogId']);
  const link = await change.em.findOne(CatalogResource, { catalog, resource: input.resourceId }, { populate: ['resource'] });
  if (!link) throw notFound('resource in this catalog', ['resourceId']);
  const given = await change.em.find(
    AccessPackageRole,
    { accessPackage: { catalog }, resourceRole: { resource: input.resourceId } },
    { populate: ['accessPackage'] },
  );
  const names = [...new Set(given.map(({ accessPackage }) => `"${accessPackage.name}"`))].slice(0, 5);
  if (names.length > 0)
    throw refused('IN_USE', `Packages of this catalog give rights of it: ${names.join(', ')}.`, ['resourceId']);
  change.em.remove(link);
  record(change, 'catalog.resource_removed', catalog, link.resource);
  return { catalog: catalog.id, resource: link.resource.id };
}

/** The catalog is locked while its resources or packages change, so that no package is left with what is not in it. */
async function lockCatalog(change: Change, id: string): Promise<Catalog> {
  const catalog = await lockRow(change, Catalog, id);
  if (!catalog) throw notFound('catalog', ['catalogId']);
  return catalog;
}

function record(change: Change, action: AuditAction, catalog: Catalog, resource: Resource): void {
  change.audit({ action, subject: { type: 'Resource', id: resource.id }, catalogId: catalog.id });
}
