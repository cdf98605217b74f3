import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { type AddGroupMembersInput, type RemoveGroupMembersInput } from '@gatehouse/schema/identity/group.inputs';
import { User } from '@gatehouse/schema/identity/user.entity';
import { may, mayAddToGroup } from '@gatehouse/schema/rules/permissions';
import { LIMITS } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow, lockRows, lockWord } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { lockRoleGroups } from './role-groups.lock.ts';
import { givesBypass, groupsWithRoles, packageWithoutApproval, wouldCircle } from './group.facts.ts';
import { demandOwn } from './group.service.ts';
import { keepAnAdministrator } from '../roles/last-administrator.ts';

/** Adds users and groups to a group; who is in it already stays in it. */
export async function addGroupMembers(change: Change, input: AddGroupMembersInput) {
  demandAbility(may(change.viewer, 'group.manage'));
  const { userIds, groupIds } = named(input);
  if (groupIds.length > 0) {
    await lockWord(change, 'group-tree');
    await lockRoleGroups(change);
  }
  await lockRows(change, User, userIds);
  const group = await lockGroup(change, input.groupId);
  const { users, groups } = await found(change, userIds, groupIds);
  if (await wouldCircle(change.em, group.id, groupIds))
    throw refused('CYCLE', 'A group cannot be in itself, not even through others.', ['groupIds']);
  await demandNotThemself(change, group, userIds, groupIds);
  await demandApproval(change, group, groupIds);

  const present = await change.em.find(GroupMember, {
    group,
    $or: [{ user: { $in: userIds } }, { memberGroup: { $in: groupIds } }],
  });
  const inIt = new Set(present.map((member) => member.user?.id ?? member.memberGroup?.id));
  const joining = { users: users.filter(({ id }) => !inIt.has(id)), groups: groups.filter(({ id }) => !inIt.has(id)) };
  for (const user of joining.users) change.create(GroupMember, { group, user });
  for (const memberGroup of joining.groups) change.create(GroupMember, { group, memberGroup });
  const came = joining.users.map(({ id }) => id);
  record(
    change,
    'group.members_added',
    group,
    came,
    joining.groups.map(({ id }) => id),
  );
  await change.publish({ name: 'groupMembersCame', groupId: group.id, userIds: came });
  return { group: group.id };
}

/** Takes users and groups out of a group; who is not in it is passed over. @throws NOT_FOUND for who does not exist */
export async function removeGroupMembers(change: Change, input: RemoveGroupMembersInput) {
  demandAbility(may(change.viewer, 'group.manage'));
  const administratorRemains = await keepAnAdministrator(change, ['groupId']);
  const { userIds, groupIds } = named(input);
  // What they hold may be lost with it, and that is written on their access: people are locked first.
  await lockRows(change, User, userIds);
  const group = await lockGroup(change, input.groupId);
  await found(change, userIds, groupIds);
  const leaving = await change.em.find(GroupMember, {
    group,
    $or: [{ user: { $in: userIds } }, { memberGroup: { $in: groupIds } }],
  });
  for (const member of leaving) change.em.remove(member);
  await administratorRemains();
  const ids = (key: 'user' | 'memberGroup') => leaving.flatMap((member) => member[key]?.id ?? []);
  record(change, 'group.members_removed', group, ids('user'), ids('memberGroup'));
  await change.publish({ name: 'groupMembersLeft', groupId: group.id, userIds: ids('user') });
  return { group: group.id };
}

/** The ids of the input, each once. @throws INVALID where there are none, or too many together. */
function named(input: AddGroupMembersInput | RemoveGroupMembersInput): { userIds: string[]; groupIds: string[] } {
  const userIds = [...new Set(input.userIds ?? [])];
  const groupIds = [...new Set(input.groupIds ?? [])];
  const count = userIds.length + groupIds.length;
  if (count === 0) throw refused('INVALID', 'Name at least one user or group.', ['userIds']);
  if (count > LIMITS.list)
    throw refused('INVALID', `At most ${LIMITS.list} users and groups at once; these are ${count}.`, ['userIds']);
  return { userIds, groupIds };
}

async function lockGroup(change: Change, id: string): Promise<Group> {
  const group = await lockRow(change, Group, id);
  if (!group) throw notFound('group', ['groupId']);
  demandOwn(group, ['groupId']);
  return group;
}

async function found({ em }: Change, userIds: readonly string[], groupIds: readonly string[]) {
  const users = await em.find(User, { id: { $in: [...userIds] }, state: { $ne: 'DELETED' } });
  if (users.length < userIds.length) throw notFound('user', ['userIds']);
  const groups = await em.find(Group, { id: { $in: [...groupIds] } });
  if (groups.length < groupIds.length) throw notFound('group', ['groupIds']);
  return { users, groups };
}

/** Nobody gives themself the right to bypass approval by joining a group that carries it, in person or within a group. */
async function demandNotThemself(
  change: Change,
  group: Group,
  userIds: readonly string[],
  groupIds: readonly string[],
): Promise<void> {
  const { viewer, em } = change;
  const self = viewer.userId !== null && groupIds.some((id) => viewer.groupIds.includes(id)) ? [viewer.userId] : [];
  demandAbility(mayAddToGroup(viewer, [...userIds, ...self], await givesBypass(em, group.id)));
}

/** A group that comes to carry roles by being nested may not be reachable without approval (domain §8). */
async function demandApproval({ em }: Change, group: Group, groupIds: readonly string[]): Promise<void> {
  if (groupIds.length === 0 || (await groupsWithRoles(em, [group.id])).length === 0) return;
  const open = await packageWithoutApproval(em, groupIds);
  if (open)
    throw refused('IN_USE', `The package "${open.packageName}" leads into it without approval, and this group carries roles.`, [
      'groupIds',
    ]);
}

function record(
  change: Change,
  action: AuditAction,
  group: Group,
  userIds: readonly string[],
  groupIds: readonly string[],
): void {
  if (userIds.length + groupIds.length === 0) return;
  change.audit({ action, subject: { type: 'Group', id: group.id }, details: { userIds, groupIds } });
}
