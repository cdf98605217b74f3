import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type Change } from '../../../kernel/change.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { packageWithoutApproval } from '../groups/group.facts.ts';

/** Who is to hold a role: one of both. */
export interface RoleHolder {
  user: User | null;
  group: Group | null;
}

/**
 * The user or group that an input names to hold a role.
 * @throws INVALID where it names none or both, NOT_FOUND where there is no such active user or group, IN_USE where a
 *   package leads into the group without approval.
 */
export async function roleHolder(
  change: Change,
  input: { userId?: string | null; groupId?: string | null },
): Promise<RoleHolder> {
  if ((input.userId == null) === (input.groupId == null)) throw refused('INVALID', 'Name either a user or a group.', ['userId']);
  const user = input.userId ? await change.em.findOne(User, { id: input.userId, state: 'ACTIVE' }) : null;
  const group = input.groupId ? await change.em.findOne(Group, input.groupId) : null;
  if (!user && !group) throw notFound(input.userId ? 'active user' : 'group', [input.userId ? 'userId' : 'groupId']);
  const open = group && (await packageWithoutApproval(change.em, [group.id]));
  // Unnamed: whoever gives a role in one catalog may not know the packages of another.
  if (open)
    throw refused('IN_USE', 'A package leads into this group without approval; a group that carries roles needs it.', [
      'groupId',
    ]);
  return { user, group };
}

/** The holder as the rules name them. */
export function granteeOf({ user, group }: RoleHolder): { userId: string | null; groupId: string | null } {
  return { userId: user?.id ?? null, groupId: group?.id ?? null };
}
