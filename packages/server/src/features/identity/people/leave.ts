import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type BlockReason } from '@gatehouse/schema/rules/vocabulary';
import { type Change, type Evidence } from '../../../kernel/change.ts';

/**
 * Ends somebody's sign-in, whoever says so. What becomes of their sessions, requests and access follows from `userBlocked`.
 * @param administratorRemains the check of `keepAnAdministrator`, begun before the person was locked.
 */
export async function shutOut(
  change: Change,
  user: User,
  reason: BlockReason,
  administratorRemains: () => Promise<void>,
): Promise<void> {
  user.state = 'BLOCKED';
  user.blockReason = reason;
  await administratorRemains();
  change.audit({ ...about(user), action: 'user.blocked', details: { reason } });
  await change.publish({ name: 'userBlocked', userId: user.id });
}

/**
 * Lets somebody whose sign-in was ended in again, whoever says so. Their ended sessions and tokens stay ended.
 * @param more what the audit says beyond the person
 */
export async function letIn(change: Change, user: User, more: Pick<Evidence, 'requestId' | 'details'> = {}): Promise<void> {
  user.state = 'ACTIVE';
  user.blockReason = null;
  change.audit({ ...about(user), ...more, action: 'user.unblocked' });
  await change.em.flush();
  await change.publish({ name: 'userUnblocked', userId: user.id });
}

/**
 * Makes somebody one who left, whoever says so: roles and memberships end at once; `userDeleted` ends their sign-in, requests and access.
 * @param administratorRemains as for `shutOut`
 */
export async function leave(
  change: Change,
  user: User,
  administratorRemains: () => Promise<void>,
  why: Record<string, unknown> = {},
): Promise<void> {
  user.state = 'DELETED';
  user.deletedAt = change.now;
  const lost = await takeRoles(change, user);
  await administratorRemains();
  change.audit({ ...about(user), action: 'user.deleted', details: { ...why, ...lost } });
  await change.publish({ name: 'userDeleted', userId: user.id });
}

const about = ({ id }: User) => ({ subject: { type: 'User', id }, targetId: id });

/** Takes roles and direct memberships away for good; the ids of what they were in, for the audit. */
async function takeRoles({ em }: Change, user: User): Promise<Record<string, unknown>> {
  const deployment = await em.find(DeploymentRoleAssignment, { user });
  const catalog = await em.find(CatalogRoleAssignment, { user });
  const memberships = await em.find(GroupMember, { user });
  for (const row of [...deployment, ...catalog, ...memberships]) em.remove(row);
  return {
    deploymentRoles: deployment.map(({ role }) => role),
    catalogRoles: catalog.map((held) => ({ catalogId: held.catalog.id, role: held.role })),
    groupIds: memberships.map(({ group }) => group.id),
  };
}
