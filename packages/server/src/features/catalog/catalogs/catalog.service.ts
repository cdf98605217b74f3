import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import {
  type AssignCatalogRoleInput,
  type CreateCatalogInput,
  type RemoveCatalogRoleInput,
  type UpdateCatalogInput,
} from '@gatehouse/schema/catalog/catalog.inputs';
import { User } from '@gatehouse/schema/identity/user.entity';
import { may, mayGiveRole } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { demand, demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { likeExactly } from '../../../kernel/db/like.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { RIGHTS_CHANGED } from '../../../kernel/graphql/act.ts';
import { lockRow, lockWord } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { granteeOf, roleHolder } from '../../identity/roles/role-holder.facts.ts';
import { lockRoleGroups } from '../../identity/groups/role-groups.lock.ts';
import { demandInCatalog } from './catalog.policy.ts';

/** Makes a catalog with its maker as owner. */
export async function createCatalog(change: Change, input: CreateCatalogInput) {
  demandAbility(may(change.viewer, 'catalog.create'));
  await demandFreeName(change, input.name);
  const catalog = change.create(Catalog, {
    name: input.name,
    description: input.description ?? null,
    state: input.state ?? 'PUBLISHED',
    externallyVisible: input.externallyVisible ?? false,
  });
  if (change.viewer.userId) {
    change.create(CatalogRoleAssignment, { catalog, role: 'OWNER', user: change.em.getReference(User, change.viewer.userId) });
  }
  record(change, 'catalog.created', catalog);
  return { catalog: catalog.id, [RIGHTS_CHANGED]: true as const };
}

/** Changes what the input names. */
export async function updateCatalog(change: Change, input: UpdateCatalogInput) {
  const catalog = await lockFresh(change, Catalog, input, 'catalog', (row) =>
    demandInCatalog(change, 'catalog.edit', row, ['id']),
  );
  if (input.name != null && input.name !== catalog.name) {
    await demandFreeName(change, input.name, catalog.id);
    catalog.name = input.name;
  }
  if (input.description !== undefined) catalog.description = input.description;
  if (input.state != null) catalog.state = input.state;
  if (input.externallyVisible != null) catalog.externallyVisible = input.externallyVisible;
  record(change, 'catalog.updated', catalog);
  return { catalog: catalog.id };
}

/** Deletes a catalog that holds no package: what was given from it must stay explainable. */
export async function deleteCatalog(change: Change, input: DeleteInput) {
  const catalog = await lockFresh(change, Catalog, input, 'catalog', (row) =>
    demandInCatalog(change, 'catalog.delete', row, ['id']),
  );
  const packages = await change.em.count(AccessPackage, { catalog });
  if (packages > 0) throw refused('IN_USE', `It still holds ${packages} access packages.`, ['id']);
  record(change, 'catalog.deleted', catalog);
  change.em.remove(catalog);
  return { deletedId: catalog.id };
}

/** Gives a role in a catalog; giving it again changes only the right to bypass. */
export async function assignCatalogRole(change: Change, input: AssignCatalogRoleInput) {
  if (input.groupId != null) await lockRoleGroups(change);
  const catalog = await lockRow(change, Catalog, input.catalogId);
  if (!catalog) throw notFound('catalog', ['catalogId']);
  await demandInCatalog(change, 'catalog.delegate', catalog, ['catalogId']);
  const holder = await roleHolder(change, input);
  const held = await change.em.findOne(CatalogRoleAssignment, { catalog, role: input.role, ...holder });
  const mayBypassApproval = input.mayBypassApproval ?? held?.mayBypassApproval ?? false;
  demandAbility(mayGiveRole(change.viewer, catalog.id, granteeOf(holder), mayBypassApproval && !held?.mayBypassApproval));
  const given = held ?? change.create(CatalogRoleAssignment, { catalog, role: input.role, ...holder });
  given.mayBypassApproval = mayBypassApproval;
  record(change, 'catalog.role_assigned', catalog, {
    role: input.role,
    holderId: holder.user?.id ?? holder.group?.id,
    mayBypassApproval,
  });
  return { catalog: catalog.id, [RIGHTS_CHANGED]: true as const };
}

/** Takes a role away. The last owner may go: an administrator can always name another. */
export async function removeCatalogRole(change: Change, input: RemoveCatalogRoleInput) {
  const held = await lockRow(change, CatalogRoleAssignment, input.id);
  if (!held) throw notFound('role', ['id']);
  const catalog = await change.em.findOneOrFail(Catalog, held.catalog.id);
  const ability = may(change.viewer, 'catalog.delegate', { catalogId: catalog.id });
  await demand(change, ability, { entity: CatalogRoleAssignment, id: held.id, what: 'role', path: ['id'] });
  record(change, 'catalog.role_removed', catalog, { role: held.role, holderId: held.user?.id ?? held.group?.id });
  change.em.remove(held);
  return { catalog: catalog.id, [RIGHTS_CHANGED]: true as const };
}

async function demandFreeName(change: Change, name: string, except?: string): Promise<void> {
  await lockWord(change, 'catalog-name', name);
  const taken = await change.em.findOne(Catalog, { name: likeExactly(name), ...(except && { id: { $ne: except } }) });
  if (taken) throw refused('NAME_TAKEN', `There is a catalog named "${name}" already.`, ['name']);
}

function record(change: Change, action: AuditAction, catalog: Catalog, details: Record<string, unknown> = {}): void {
  change.audit({ action, subject: { type: 'Catalog', id: catalog.id }, catalogId: catalog.id, details });
}
