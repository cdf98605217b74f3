import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import {
  type CreateAccessPackageInput,
  type RetireAccessPackageInput,
  type UpdateAccessPackageInput,
} from '@gatehouse/schema/catalog/access-package.inputs';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { type CatalogAction } from '@gatehouse/schema/rules/actions';
import { type PackageState } from '@gatehouse/schema/rules/vocabulary';
import { type DeleteInput, type UpdateInput } from '@gatehouse/schema/shared/inputs';
import { type Change } from '../../../kernel/change.ts';
import { likeExactly } from '../../../kernel/db/like.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { lockRoleGroups } from '../../identity/groups/role-groups.lock.ts';
import { demandInCatalog, demandOnPackage } from '../catalogs/catalog.policy.ts';
import { packagedRoles } from './package-roles.facts.ts';
import { replaceRoles } from './package-roles.service.ts';

/** Makes a package with its rights, if any are named. Nobody can ask for it before it has a policy. */
export async function createAccessPackage(change: Change, input: CreateAccessPackageInput) {
  await lockRoleGroups(change);
  const catalog = await lockRow(change, Catalog, input.catalogId);
  if (!catalog) throw notFound('catalog', ['catalogId']);
  await demandInCatalog(change, 'package.create', catalog, ['catalogId']);
  await demandFreeName(change, catalog, input.name);
  const roles = await packagedRoles(change.em, catalog.id, input.roles ?? []);
  const accessPackage = change.create(AccessPackage, {
    catalog,
    name: input.name,
    description: input.description ?? null,
    hidden: input.hidden,
    contentsVisibility: input.contentsVisibility ?? 'MEMBERS',
  });
  await change.em.flush();
  const { added } = await replaceRoles(change, accessPackage, roles);
  record(change, 'access_package.created', accessPackage, { hidden: accessPackage.hidden, roles: added });
  return { accessPackage: accessPackage.id };
}

/** Changes what the input names. */
export async function updateAccessPackage(change: Change, input: UpdateAccessPackageInput) {
  const accessPackage = await lockPackage(
    change,
    input,
    input.state == null ? ['package.edit'] : ['package.edit', 'package.retire'],
  );
  if (input.name != null && input.name !== accessPackage.name) {
    const catalog = await lockRow(change, Catalog, accessPackage.catalog.id);
    await demandFreeName(change, catalog ?? accessPackage.catalog, input.name, accessPackage.id);
    accessPackage.name = input.name;
  }
  if (input.description !== undefined) accessPackage.description = input.description;
  if (input.hidden != null) accessPackage.hidden = input.hidden;
  if (input.contentsVisibility != null) accessPackage.contentsVisibility = input.contentsVisibility;
  if (input.state != null && input.state !== accessPackage.state) turn(change, accessPackage, input.state);
  record(change, 'access_package.updated', accessPackage, {
    hidden: accessPackage.hidden,
    contentsVisibility: accessPackage.contentsVisibility,
  });
  return { accessPackage: accessPackage.id };
}

/** Retires a package: no new access, what is held runs out. @throws WRONG_STATE where it is retired already. */
export async function retireAccessPackage(change: Change, input: RetireAccessPackageInput) {
  const accessPackage = await lockPackage(change, input, ['package.retire']);
  if (accessPackage.state === 'RETIRED') throw refused('WRONG_STATE', 'This package is retired already.', ['id']);
  turn(change, accessPackage, 'RETIRED');
  return { accessPackage: accessPackage.id };
}

/** Deletes a package that nobody ever asked for or held: what was given must stay explainable. */
export async function deleteAccessPackage(change: Change, input: DeleteInput) {
  const accessPackage = await lockPackage(change, input, ['package.delete']);
  const requests = await change.em.count(AccessRequest, { accessPackage });
  const assignments = await change.em.count(Assignment, { accessPackage });
  if (requests + assignments > 0)
    throw refused('IN_USE', 'People asked for it or held it; retire it instead, so that this stays explainable.', ['id']);
  record(change, 'access_package.deleted', accessPackage);
  change.em.remove(accessPackage);
  return { deletedId: accessPackage.id };
}

async function lockPackage(change: Change, input: UpdateInput, actions: readonly CatalogAction[]): Promise<AccessPackage> {
  return lockFresh(change, AccessPackage, input, 'access package', async (row) => {
    for (const action of actions) await demandOnPackage(change, action, row, ['id']);
  });
}

function turn(change: Change, accessPackage: AccessPackage, state: PackageState): void {
  accessPackage.state = state;
  record(change, state === 'RETIRED' ? 'access_package.retired' : 'access_package.reactivated', accessPackage);
}

/** The catalog is locked by whoever asks, so that two packages do not take one name side by side. */
async function demandFreeName(change: Change, catalog: Catalog, name: string, except?: string): Promise<void> {
  const taken = await change.em.findOne(AccessPackage, {
    catalog,
    name: likeExactly(name),
    ...(except && { id: { $ne: except } }),
  });
  if (taken) throw refused('NAME_TAKEN', `This catalog has a package named "${name}" already.`, ['name']);
}

function record(change: Change, action: AuditAction, accessPackage: AccessPackage, details: Record<string, unknown> = {}): void {
  change.audit({
    action,
    subject: { type: 'AccessPackage', id: accessPackage.id },
    accessPackageId: accessPackage.id,
    catalogId: accessPackage.catalog.id,
    details,
  });
}
