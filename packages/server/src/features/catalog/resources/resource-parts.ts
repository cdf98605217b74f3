import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { type Resource } from '@gatehouse/schema/catalog/resource.entity';
import { type ResourceRoleInput } from '@gatehouse/schema/catalog/resource.inputs';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { set } from '../../../kernel/set.ts';

/** The longest address of a resource, in characters. */
const LONGEST_ADDRESS = 2000;

/**
 * The address of a resource, as it is stored.
 * @throws INVALID where it is longer than 2000 characters, holds a user or password, or is no web address: anything else could run in the page that shows it.
 */
export function launchUrlOf(url: URL | string | null | undefined): string | null {
  if (url == null) return null;
  const { protocol, href, username, password } = new URL(url);
  if (username || password)
    throw refused('INVALID', 'An address is shown to everybody who sees the resource: it holds no user and no password.', [
      'launchUrl',
    ]);
  if ((protocol !== 'https:' && protocol !== 'http:') || href.length > LONGEST_ADDRESS) {
    throw refused('INVALID', `An address begins with http or https and has at most ${LONGEST_ADDRESS} characters.`, [
      'launchUrl',
    ]);
  }
  return href;
}

/**
 * Makes the rights of a resource those of the input: matched by id, else by what the target calls them and their mode.
 * @throws NOT_FOUND for an unknown id, INVALID for doubles, IN_USE where one that packages or people have is left out or becomes another right.
 */
export async function setRoles(change: Change, resource: Resource, inputs: readonly ResourceRoleInput[]): Promise<void> {
  if (inputs.length === 0) throw refused('INVALID', 'A resource has at least one right.', ['roles']);
  const present = await change.em.find(ResourceRole, { resource });
  const used = new Set(await rolesInUse(change, resource.id));
  const kept = new Set<ResourceRole>();
  const seen = new Set<string>();
  inputs.forEach((input, index) => {
    const path = ['roles', String(index)];
    const mode = input.mode ?? 'ACTIVE';
    if (seen.has(`${input.externalId} ${mode}`)) throw refused('INVALID', 'This right is named twice.', path);
    seen.add(`${input.externalId} ${mode}`);
    const role = present.find((one) =>
      input.id != null ? one.id === input.id : one.externalId === input.externalId && one.mode === mode,
    );
    if (input.id != null && !role) throw notFound('right of this resource', [...path, 'id']);
    if (role && used.has(role.id) && (role.externalId !== input.externalId || role.mode !== mode)) {
      throw refused('IN_USE', `Packages or people have "${role.name}"; it can be renamed, but not become another right.`, path);
    }
    if (role) {
      set(role, { name: input.name, externalId: input.externalId, mode });
      kept.add(role);
    } else change.create(ResourceRole, { resource, name: input.name, externalId: input.externalId, mode });
  });
  for (const role of present.filter((one) => !kept.has(one))) {
    if (used.has(role.id)) throw refused('IN_USE', `Packages or people have "${role.name}".`, ['roles']);
    change.em.remove(role);
  }
}

/** The rights of a resource that a package gives or that somebody has or had. */
export async function rolesInUse(change: Change, resourceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select rr.id from resource_role rr where rr.resource_id = ${resourceId} and (
      exists (select 1 from access_package_role p where p.resource_role_id = rr.id)
      or exists (select 1 from access_grant g where g.resource_role_id = rr.id))`.execute(change.em.getKysely());
  return rows.map(({ id }) => id);
}

/**
 * Makes the owners of a resource those of the input; a list that is left out stays.
 * @throws NOT_FOUND where a user (not deleted) or group does not exist.
 */
export async function setOwners(
  change: Change,
  resource: Resource,
  userIds: readonly string[] | null | undefined,
  groupIds: readonly string[] | null | undefined,
): Promise<void> {
  const present = await change.em.find(ResourceOwner, { resource });
  if (userIds) {
    const users = await change.em.find(User, { id: { $in: [...userIds] }, state: { $ne: 'DELETED' } });
    if (users.length < new Set(userIds).size) throw notFound('user', ['ownerUserIds']);
    for (const owner of present) if (owner.user && !userIds.includes(owner.user.id)) change.em.remove(owner);
    for (const user of users) if (!present.some((owner) => owner.user === user)) change.create(ResourceOwner, { resource, user });
  }
  if (groupIds) {
    const groups = await change.em.find(Group, { id: { $in: [...groupIds] } });
    if (groups.length < new Set(groupIds).size) throw notFound('group', ['ownerGroupIds']);
    for (const owner of present) if (owner.group && !groupIds.includes(owner.group.id)) change.em.remove(owner);
    for (const group of groups)
      if (!present.some((owner) => owner.group === group)) change.create(ResourceOwner, { resource, group });
  }
}
