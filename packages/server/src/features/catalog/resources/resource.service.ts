import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { type CreateResourceInput, type UpdateResourceInput } from '@gatehouse/schema/catalog/resource.inputs';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { type Fitness } from '../../../kernel/connectors/port.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { demandFit } from './resource-fitness.ts';
import { launchUrlOf, rolesInUse, setOwners, setRoles } from './resource-parts.ts';

/** Makes a resource with its rights and owners, of what its target was found to have. It stands in no catalog yet. */
export async function createResource(change: Change, input: CreateResourceInput, fitness: Fitness | null) {
  demandAbility(may(change.viewer, 'resource.manage'));
  // The connector is locked, so that the same thing is not recorded twice side by side.
  const connector = await lockRow(change, Connector, input.connectorId);
  if (!connector) throw notFound('connector', ['connectorId']);
  demandFit(fitness);
  const twin = await change.em.count(Resource, { connector, externalId: input.externalId });
  if (twin > 0) throw refused('NAME_TAKEN', 'This connector has a resource with this external id already.', ['externalId']);
  const resource = change.create(Resource, {
    connector,
    kind: input.kind,
    externalId: input.externalId,
    group: await groupFound(change, fitness),
    name: input.name,
    description: input.description ?? null,
    launchUrl: launchUrlOf(input.launchUrl),
  });
  await setRoles(change, resource, input.roles);
  await setOwners(change, resource, input.ownerUserIds ?? [], input.ownerGroupIds ?? []);
  record(change, 'resource.created', resource, {
    ownerUserIds: input.ownerUserIds ?? [],
    ownerGroupIds: input.ownerGroupIds ?? [],
  });
  return { resource: resource.id };
}

/** Changes what the input names. */
export async function updateResource(change: Change, input: UpdateResourceInput, fitness: Fitness | null) {
  demandAbility(may(change.viewer, 'resource.manage'));
  const resource = await lockFresh(change, Resource, input, 'resource');
  demandFit(fitness);
  if (input.name != null) resource.name = input.name;
  if (input.description !== undefined) resource.description = input.description;
  if (input.launchUrl !== undefined) resource.launchUrl = launchUrlOf(input.launchUrl);
  if (input.roles) await setRoles(change, resource, input.roles);
  await setOwners(change, resource, input.ownerUserIds, input.ownerGroupIds);
  // Rights and owners are rows of their own: the resource they belong to has changed with them.
  if (input.roles || input.ownerUserIds || input.ownerGroupIds) resource.updatedAt = change.now;
  record(change, 'resource.updated', resource, {
    ...(input.ownerUserIds && { ownerUserIds: input.ownerUserIds }),
    ...(input.ownerGroupIds && { ownerGroupIds: input.ownerGroupIds }),
  });
  return { resource: resource.id };
}

/** Deletes a resource that no package gives and that nobody ever had: what was given must stay explainable. */
export async function deleteResource(change: Change, input: DeleteInput) {
  demandAbility(may(change.viewer, 'resource.manage'));
  const resource = await lockFresh(change, Resource, input, 'resource');
  const used = await rolesInUse(change, resource.id);
  if (used.length > 0) {
    const names = (await change.em.find(ResourceRole, { id: { $in: used } })).map(({ name }) => `"${name}"`);
    throw refused('IN_USE', `Packages give, or people have or had, ${names.join(', ')} of it.`, ['id']);
  }
  record(change, 'resource.deleted', resource);
  change.em.remove(resource);
  return { deletedId: resource.id };
}

/** The group of ours that a thing was found to be. @throws INVALID where it went meanwhile */
async function groupFound(change: Change, fitness: Fitness | null): Promise<Group | null> {
  if (fitness?.kind !== 'FOUND' || !fitness.groupId) return null;
  const group = await lockRow(change, Group, fitness.groupId);
  if (!group) throw refused('INVALID', 'This group was deleted meanwhile.', ['externalId']);
  return group;
}

function record(change: Change, action: AuditAction, resource: Resource, details: Record<string, unknown> = {}): void {
  change.audit({
    action,
    subject: { type: 'Resource', id: resource.id },
    details: { connectorId: resource.connector.id, kind: resource.kind, ...details },
  });
}
