import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type Change } from '../../kernel/change.ts';

/** A group to be made, with its direct members. */
export interface GroupPlan {
  name: string;
  description?: string | null;
  source?: string;
  users?: readonly { id: string }[];
  groups?: readonly { id: string }[];
}

/** Makes a group with its direct members. */
export function buildGroup(change: Change, plan: GroupPlan): Group {
  const group = change.create(Group, {
    name: plan.name,
    description: plan.description ?? null,
    source: plan.source ?? 'gatehouse',
  });
  for (const { id } of plan.users ?? []) change.create(GroupMember, { group, user: change.em.getReference(User, id) });
  for (const { id } of plan.groups ?? []) change.create(GroupMember, { group, memberGroup: change.em.getReference(Group, id) });
  return group;
}
