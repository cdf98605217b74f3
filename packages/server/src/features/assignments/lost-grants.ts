import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ASSIGNMENT_MACHINE, isOpenAssignment } from '@gatehouse/schema/rules/assignment-machine';
import { GROUP_MEMBER_ROLE } from '@gatehouse/schema/rules/directory-rights';
import { transition } from '@gatehouse/schema/rules/machine';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { lockRows } from '../../kernel/lock.ts';

/** The assignments that are live now and carry a grant, locked, with their packages. Their holder must be locked. */
export async function liveCarriers(change: Change, grant: Grant): Promise<Assignment[]> {
  const carriers = await change.em.find(GrantCarrier, { grant, endedAt: null });
  const assignments = await lockRows(
    change,
    Assignment,
    carriers.map(({ assignment }) => assignment.id),
  );
  await change.em.populate(assignments, ['accessPackage']);
  return assignments.filter(({ state, expiresAt }) => isOpenAssignment(state, expiresAt, change.now));
}

/** Says of everybody's access that rests on a grant that it is on its way again. @returns those assignments */
export async function redeliverCarriers(change: Change, grant: Grant): Promise<Assignment[]> {
  const assignments = await liveCarriers(change, grant);
  for (const assignment of assignments) {
    const next = transition(ASSIGNMENT_MACHINE, assignment.state, 'REDELIVER');
    if (next.ok) assignment.state = next.state;
  }
  await change.em.flush();
  return assignments;
}

/** The grants of these people, not gone, whose right is the membership of a group of our own directory; by id. */
export async function membershipGrants(change: Change, groupId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select g.id from access_grant g
      join resource_role rr on rr.id = g.resource_role_id and rr.external_id = ${GROUP_MEMBER_ROLE} and rr.mode = 'ACTIVE'
      join resource r on r.id = rr.resource_id and r.group_id = ${groupId}
    where g.user_id = any(${[...userIds]}::text[]) and g.scope = '' and g.state in ('PENDING', 'ACTIVE')
    order by g.id`.execute(change.em.getKysely());
  return rows.map(({ id }) => id);
}

/** What every audit event of a lost, found or restored grant says it is about. */
export function aboutGrant(grant: Grant, carrier: Assignment | undefined) {
  return {
    subject: { type: 'Grant', id: grant.id },
    targetId: grant.user.id,
    accessPackageId: carrier?.accessPackage.id ?? null,
    catalogId: carrier?.accessPackage.catalog.id ?? null,
  };
}
