import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';
import { planRetry, type AttemptFailure } from '@gatehouse/schema/rules/retry';
import { type Change } from '../../kernel/change.ts';
import { type Outcome } from '../../kernel/connectors/port.ts';
import { administrators } from '../../kernel/authz/holders.ts';
import { carryingCatalogOwners, carryingOf } from './answerable.facts.ts';
import { type Locked } from './lock-operation.ts';
import { moveGrant, moveOperation } from './moved.ts';
import { openTask } from './open-task.ts';

/** How an attempt ended. ADOPTED: it was there before us. REJECTED: a person says that it cannot be done. */
export type Ending = Outcome | { kind: 'ADOPTED' } | { kind: 'REJECTED'; message: string };

/**
 * Writes down how an attempt ended, on the operation, on its grant and in the audit, and tells whoever waits for it.
 * Everything of `lockForOutcome` is locked, and the operation is the grant's current one.
 */
export async function conclude(change: Change, locked: Locked, ending: Ending): Promise<void> {
  switch (ending.kind) {
    case 'DONE':
    case 'ADOPTED':
      return succeed(change, locked, ending.kind === 'ADOPTED');
    case 'WAITING':
      return openTask(change, locked);
    case 'REJECTED':
      return giveUp(change, locked, ending.message);
    case 'UNREACHABLE':
    case 'REFUSED':
      return fail(change, locked, ending.kind, ending.message);
  }
}

async function succeed(change: Change, locked: Locked, adopted: boolean): Promise<void> {
  const { grant, operation } = locked;
  moveOperation(operation, 'SUCCEED');
  operation.finishedAt = change.now;
  operation.nextTryAt = null;
  operation.lastError = null;
  if (operation.action === 'GRANT') {
    moveGrant(grant, 'PROVISION');
    grant.activeAt = change.now;
    if (adopted) {
      grant.origin = 'ADOPTED';
      grant.adoptionCheckedAt = change.now;
    }
  } else {
    moveGrant(grant, 'REMOVE');
  }
  grant.lastError = null;
  grant.nextTryAt = null;
  await settled(change, locked, operation.action === 'REVOKE' ? 'grant.removed' : adopted ? 'grant.adopted' : 'grant.activated');
}

/** Tried again later; out of retries, given up. */
async function fail(change: Change, locked: Locked, failure: AttemptFailure, message: string): Promise<void> {
  const { grant, operation } = locked;
  const plan = planRetry(failure, operation.attempts, operation.refusals, change.now);
  operation.refusals = plan.refusals;
  if (plan.event === 'GIVE_UP') return giveUp(change, locked, message);
  moveOperation(operation, 'POSTPONE');
  operation.lastError = message;
  operation.nextTryAt = plan.nextTryAt;
  grant.lastError = message;
  grant.nextTryAt = plan.nextTryAt;
  change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id] });
}

async function giveUp(change: Change, locked: Locked, message: string): Promise<void> {
  const { grant, operation } = locked;
  moveOperation(operation, 'GIVE_UP');
  operation.lastError = message;
  operation.nextTryAt = null;
  operation.finishedAt = change.now;
  moveGrant(grant, 'REFUSE');
  grant.lastError = message;
  grant.nextTryAt = null;
  await settled(change, locked, operation.action === 'REVOKE' ? 'grant.revoke_failed' : 'grant.failed');
  if (operation.action === 'REVOKE') await alarm(change, locked);
}

/** The grant came to rest: evidence, live watchers, and the assignments that wait for it. */
async function settled(change: Change, { grant, operation }: Locked, action: AuditAction): Promise<void> {
  const { requestId, accessPackageId, catalogId } = await carryingOf(change.em, grant.id);
  change.audit({
    action,
    subject: { type: 'Grant', id: grant.id },
    requestId,
    accessPackageId,
    catalogId,
    targetId: grant.user.id,
    details: {
      operationId: operation.id,
      operation: operation.action satisfies OperationAction,
      resourceRoleId: grant.resourceRole.id,
      attempts: operation.attempts,
    },
  });
  change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id], requestId });
  await change.em.flush();
  await change.publish({ name: 'grantSettled', grantId: grant.id });
}

/** Access that a target refuses to take away is told to those who answer for it (domain §2). */
async function alarm(change: Change, { grant, operation }: Locked): Promise<void> {
  const { assignmentId } = await carryingOf(change.em, grant.id);
  const owners = await carryingCatalogOwners(change.em, grant.id);
  await change.publish({
    name: 'noteworthy',
    kind: 'REVOCATION_FAILED',
    userIds: owners.length > 0 ? owners : await administrators(change.em),
    assignmentId,
    occurrence: operation.id,
  });
}
