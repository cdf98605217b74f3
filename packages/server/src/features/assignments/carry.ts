import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { carrierAdded, carrierEnded, rightMoves, type GrantStep, type Right } from '@gatehouse/schema/rules/carriers';
import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { redeliverCarriers } from './lost-grants.ts';
import { set } from '../../kernel/set.ts';

/**
 * Lets an assignment carry a right. Only the first carrier has it provisioned. The holder's row must be locked.
 * @returns whether it is a right that they had not.
 */
export async function carry(change: Change, assignment: Assignment, right: Right): Promise<boolean> {
  const { em } = change;
  const found = await em.findOne(Grant, {
    user: assignment.target.id,
    resourceRole: right.resourceRoleId,
    scope: right.scope,
    state: { $ne: 'REMOVED' },
  });
  const known = found ? await lockRow(change, Grant, found.id) : null;
  const step = carrierAdded(known);
  const moves = rightMoves(known, step);
  const grant = known && known.state !== 'REMOVED' ? known : newGrant(change, assignment, right);
  const carrier = await em.findOne(GrantCarrier, { grant, assignment });
  if (carrier) carrier.endedAt = null;
  else change.create(GrantCarrier, { grant, assignment });
  if (step.event === 'RESTORE') await redeliverCarriers(change, grant);
  await applyGrantStep(change, grant, step);
  if (step.action === 'NONE') await resumeFenced(change, grant);
  return moves;
}

/**
 * A grant that was fenced off on its way, and is wanted all the same, goes on: it has no operation that would give it. The
 * grant must be locked.
 */
export async function resumeFenced(change: Change, grant: Grant): Promise<boolean> {
  if (grant.state !== 'PENDING') return false;
  const open = await change.em.count(ProvisioningOperation, { grant, state: { $in: [...OPEN_OPERATION_STATES] } });
  if (open > 0) return false;
  await applyGrantStep(change, grant, { action: 'PROVISION', event: null, state: 'PENDING' });
  return true;
}

function newGrant(change: Change, assignment: Assignment, right: Right): Grant {
  const resourceRole = change.em.getReference(ResourceRole, right.resourceRoleId);
  return change.create(Grant, { user: assignment.target, resourceRole, scope: right.scope, state: 'PENDING' });
}

/**
 * Lets an assignment stop carrying a grant. Only the last carrier's end has it taken away. The holder's row must be locked.
 * @returns whether it is a right that they had, and lose.
 */
export async function uncarry(change: Change, carrier: GrantCarrier): Promise<boolean> {
  const grant = (await lockRow(change, Grant, carrier.grant.id))!;
  carrier.endedAt = change.now;
  await change.em.flush();
  const remaining = await change.em.count(GrantCarrier, { grant, endedAt: null });
  await change.em.populate(grant, ['resourceRole.resource.connector']);
  const { adoptedGrantEnd } = grant.resourceRole.resource.connector;
  const step = carrierEnded(grant, remaining, adoptedGrantEnd);
  const moves = rightMoves(grant, step);
  await applyGrantStep(change, grant, step);
  return moves;
}

/** Writes what the rule says about a grant; giving or taking it is provisioning's to queue, in this same transaction. */
export async function applyGrantStep(change: Change, grant: Grant, step: GrantStep): Promise<void> {
  grant.state = step.state;
  if (step.state !== 'ACTIVE') grant.lostAt = null;
  // Nothing is written in the target, so nobody else will say that it left our books.
  if (step.action === 'RELEASE') {
    change.audit({
      action: 'grant.released',
      subject: { type: 'Grant', id: grant.id },
      targetId: grant.user.id,
      details: { resourceRoleId: grant.resourceRole.id },
    });
    change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id] });
  }
  if (step.action !== 'PROVISION' && step.action !== 'REVOKE') return;
  // A new turn of intent: whatever still runs for the old one finds its fence outdated and changes nothing.
  set(grant, { fence: grant.fence + 1, lastError: null, nextTryAt: null });
  await change.em.flush();
  await change.publish({ name: 'grantIntended', grantId: grant.id, action: step.action === 'PROVISION' ? 'GRANT' : 'REVOKE' });
}
