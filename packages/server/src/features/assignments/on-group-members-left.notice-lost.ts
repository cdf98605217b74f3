import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { afterLoss } from '@gatehouse/schema/rules/lost-grants';
import { sql } from 'kysely';
import { activePeople } from '../../kernel/authz/holders.ts';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { lockRow, lockRows } from '../../kernel/lock.ts';
import { announceAssignment } from './announce-assignment.ts';
import { applyGrantStep } from './carry.ts';
import { giveAgain } from './give-again.ts';
import { aboutGrant, liveCarriers, membershipGrants } from './lost-grants.ts';

/**
 * Members were taken out of a group of our own directory by hand: where a package still gives them that membership, it is
 * lost, and that is noticed here and now (domain §2).
 */
export async function noticeLost(change: Change, { groupId, userIds }: DomainFacts['groupMembersLeft']): Promise<void> {
  const ids = await membershipGrants(change, groupId, userIds);
  if (ids.length === 0) return;
  await lockRows(change, User, userIds);
  for (const id of ids) await lose(change, id);
}

async function lose(change: Change, grantId: string): Promise<void> {
  // Assignments are locked before grants; which grant it is does not change.
  const carriers = await liveCarriers(change, change.em.getReference(Grant, grantId));
  const grant = (await lockRow(change, Grant, grantId))!;
  const { resourceRole } = await change.em.populate(grant, ['resourceRole.resource.connector']);
  const beingGiven = (await change.em.count(ProvisioningOperation, { grant, action: 'GRANT', state: 'RUNNING' })) > 0;
  const { state, lostAt } = grant;
  const step = afterLoss({ state, lostAt, carried: carriers.length > 0, beingGiven }, resourceRole.resource.connector.lostGrants);
  if (step === 'NOTHING') return;
  if (step === 'REPEAT') return applyGrantStep(change, grant, { action: 'PROVISION', event: null, state });
  grant.lostAt = change.now;
  change.audit({
    ...aboutGrant(grant, carriers[0]),
    action: 'grant.lost',
    details: { resourceRoleId: resourceRole.id, assignmentIds: carriers.map(({ id }) => id) },
  });
  change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id] });
  if (step === 'GIVE') return giveAgain(change, grant);
  for (const assignment of carriers) {
    await announceAssignment(change, assignment);
    await tell(change, assignment, `${grant.id}@${change.now.toISOString()}`);
  }
}

/** The holder, who misses something, and those who can have it given again. */
async function tell(change: Change, assignment: Assignment, occurrence: string): Promise<void> {
  const { catalog } = assignment.accessPackage;
  const managers = await activePeople(
    change.em,
    sql`select user_id, group_id from catalog_role_assignment where catalog_id = ${catalog.id} and role in ('OWNER', 'ASSIGNMENT_MANAGER')`,
  );
  await change.publish({
    name: 'noteworthy',
    kind: 'ACCESS_LOST',
    userIds: [assignment.target.id, ...managers],
    assignmentId: assignment.id,
    occurrence,
  });
}
