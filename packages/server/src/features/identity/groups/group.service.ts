import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { type CreateGroupInput, type UpdateGroupInput } from '@gatehouse/schema/identity/group.inputs';
import { may } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { likeExactly } from '../../../kernel/db/like.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { refused } from '../../../kernel/refused.ts';
import { usesOfGroup } from './group.facts.ts';

/** The source of groups that are kept here and nowhere else. */
export const OWN_SOURCE = 'gatehouse';

/** Makes a group without members. */
export async function createGroup(change: Change, input: CreateGroupInput) {
  demandAbility(may(change.viewer, 'group.manage'));
  await demandFreeName(change, input.name);
  const group = change.create(Group, { name: input.name, description: input.description ?? null, source: OWN_SOURCE });
  record(change, 'group.created', group);
  return { group: group.id };
}

/** Changes what the input names. */
export async function updateGroup(change: Change, input: UpdateGroupInput) {
  demandAbility(may(change.viewer, 'group.manage'));
  const group = await lockFresh(change, Group, input, 'group');
  demandOwn(group, ['id']);
  if (input.name != null && input.name !== group.name) {
    await demandFreeName(change, input.name, group.id);
    group.name = input.name;
  }
  if (input.description !== undefined) group.description = input.description;
  record(change, 'group.updated', group);
  return { group: group.id };
}

/** Deletes a group that nothing names; its members are members no more. */
export async function deleteGroup(change: Change, input: DeleteInput) {
  demandAbility(may(change.viewer, 'group.manage'));
  const group = await lockFresh(change, Group, input, 'group');
  demandOwn(group, ['id']);
  const uses = await usesOfGroup(change.em, group.id);
  if (uses.length > 0) throw refused('IN_USE', `This group is named by ${uses.join(', ')}.`, ['id']);
  record(change, 'group.deleted', group);
  change.em.remove(group);
  return { deletedId: group.id };
}

/** @throws WRONG_STATE where another system masters the group: what was changed here would be undone there. */
export function demandOwn(group: Group, path: string[]): void {
  if (group.source !== OWN_SOURCE)
    throw refused('WRONG_STATE', `This group is mastered by "${group.source}"; change it there.`, path);
}

async function demandFreeName(change: Change, name: string, except?: string): Promise<void> {
  await lockWord(change, 'group-name', name);
  const taken = await change.em.findOne(Group, { name: likeExactly(name), ...(except && { id: { $ne: except } }) });
  if (taken) throw refused('NAME_TAKEN', `There is a group named "${name}" already.`, ['name']);
}

function record(change: Change, action: AuditAction, group: Group): void {
  change.audit({ action, subject: { type: 'Group', id: group.id } });
}
