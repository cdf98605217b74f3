import { wordOfRight } from '@gatehouse/schema/rules/carriers';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type AccessPackageRoleInput, type SetAccessPackageRolesInput } from '@gatehouse/schema/catalog/access-package.inputs';
import { type AccessPackageRolesPreview } from '@gatehouse/schema/catalog/catalog.payloads';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { asksApproval, mayPackageRoleGroup } from '@gatehouse/schema/rules/role-groups';
import { createHash } from 'node:crypto';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { candidatePolicies } from '../../policies/policy-definition.ts';
import { lockRoleGroups } from '../../identity/groups/role-groups.lock.ts';
import { demandOnPackage } from '../catalogs/catalog.policy.ts';
import { effectOfRoles, packagedRoles, type PackagedRole, type RolesEffect } from './package-roles.facts.ts';
import { leadingToRoles } from './role-groups.facts.ts';

/** A change that touches more live assignments than this needs the preview's confirmation. */
const UNCONFIRMED_LIMIT = 25;

/** What `setAccessPackageRoles` would do with the same rights. */
export async function accessPackageRolesPreview(
  op: ViewerOperation,
  accessPackageId: string,
  roles: readonly AccessPackageRoleInput[],
): Promise<AccessPackageRolesPreview> {
  const accessPackage = await op.em.findOne(AccessPackage, accessPackageId);
  if (!accessPackage) throw notFound('access package', ['accessPackageId']);
  await demandOnPackage(op, 'package.edit', accessPackage, ['accessPackageId']);
  const wanted = await packagedRoles(op.em, accessPackage.catalog.id, roles);
  const effect = await effectOfRoles(
    op.em,
    accessPackage.id,
    wanted.map(({ key }) => key),
    op.now,
  );
  return {
    ...effect,
    confirmationRequired: effect.assignments > UNCONFIRMED_LIMIT,
    confirmation: confirmationFor(accessPackage, wanted),
  };
}

/** Replaces the rights of a package; those who hold it are given and lose the difference in the background. */
export async function setAccessPackageRoles(change: Change, input: SetAccessPackageRolesInput) {
  await lockRoleGroups(change);
  const found = await change.em.findOne(AccessPackage, input.id);
  if (!found) throw notFound('access package', ['id']);
  // The catalog first, so that no resource leaves it meanwhile.
  await lockRow(change, Catalog, found.catalog.id);
  const accessPackage = await lockFresh(change, AccessPackage, input, 'access package', (row) =>
    demandOnPackage(change, 'package.edit', row, ['id']),
  );
  const wanted = await packagedRoles(change.em, accessPackage.catalog.id, input.roles);
  const { added, removed } = await replaceRoles(change, accessPackage, wanted);
  if (added.length + removed.length === 0) return { accessPackage: accessPackage.id };

  const effect = await effectOfRoles(
    change.em,
    accessPackage.id,
    wanted.map(({ key }) => key),
    change.now,
  );
  demandConfirmation(accessPackage, wanted, effect, input.confirmation ?? null);
  accessPackage.updatedAt = change.now;
  await change.em.flush();
  change.audit({
    action: 'access_package.roles_set',
    subject: { type: 'AccessPackage', id: accessPackage.id },
    accessPackageId: accessPackage.id,
    catalogId: accessPackage.catalog.id,
    details: { added, removed, ...effect },
  });
  await change.publish({ name: 'packageRolesChanged', accessPackageId: accessPackage.id });
  return { accessPackage: accessPackage.id };
}

/**
 * Makes the rights of a package those that are wanted, without a word about who holds it.
 * @throws FORBIDDEN, INVALID where a group that carries roles is packaged by somebody else than an administrator, or
 *   without approval.
 */
export async function replaceRoles(change: Change, accessPackage: AccessPackage, wanted: readonly PackagedRole[]) {
  const present = await change.em.find(AccessPackageRole, { accessPackage });
  const keyOf = (role: AccessPackageRole) => wordOfRight({ resourceRoleId: role.resourceRole.id, scope: role.scope });
  const kept = new Set(wanted.map(({ key }) => key));
  const had = new Set(present.map(keyOf));
  const added = wanted.filter(({ key }) => !had.has(key));
  const removed = present.filter((role) => !kept.has(keyOf(role)));
  await demandRoleGroupsGuarded(change, accessPackage, added, wanted);
  for (const role of removed) change.em.remove(role);
  for (const { resourceRoleId, scope } of added) {
    change.create(AccessPackageRole, {
      accessPackage,
      resourceRole: change.em.getReference(ResourceRole, resourceRoleId),
      scope,
    });
  }
  return {
    added: added.map(({ resourceRoleId, scope }) => ({ resourceRoleId, scope })),
    removed: removed.map(({ resourceRole, scope }) => ({ resourceRoleId: resourceRole.id, scope })),
  };
}

async function demandRoleGroupsGuarded(
  change: Change,
  accessPackage: AccessPackage,
  added: readonly PackagedRole[],
  wanted: readonly PackagedRole[],
): Promise<void> {
  const leading = new Set(
    await leadingToRoles(
      change.em,
      wanted.map(({ resourceRoleId }) => resourceRoleId),
    ),
  );
  if (leading.size === 0) return;
  if (added.some(({ resourceRoleId }) => leading.has(resourceRoleId))) demandAbility(mayPackageRoleGroup(change.viewer));
  const open = (await candidatePolicies(change.em, accessPackage.id)).find(({ definition }) => !asksApproval(definition));
  if (open)
    throw refused(
      'INVALID',
      `A group with roles in Gatehouse is given only with approval, and the policy "${open.name}" could give it without.`,
      ['roles'],
    );
}

function demandConfirmation(
  accessPackage: AccessPackage,
  wanted: readonly PackagedRole[],
  effect: RolesEffect,
  confirmation: string | null,
): void {
  if (effect.assignments <= UNCONFIRMED_LIMIT) return;
  if (confirmation !== null && confirmation === confirmationFor(accessPackage, wanted)) return;
  throw refused(
    'CONFIRMATION_REQUIRED',
    `This would change the access of ${effect.assignments} people. Look at accessPackageRolesPreview and send its confirmation.`,
    ['confirmation'],
  );
}

/**
 * Says for which package, in which version, which rights were looked at. Not how many it would touch: while a change is being
 * rolled out that number moves with every holder, and nobody could take the change back.
 */
function confirmationFor(accessPackage: AccessPackage, wanted: readonly PackagedRole[]): string {
  const seen = JSON.stringify([accessPackage.id, accessPackage.version, wanted.map(({ key }) => key).sort()]);
  return createHash('sha256').update(seen).digest('base64url');
}
