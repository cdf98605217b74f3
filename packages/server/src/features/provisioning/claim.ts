import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';
import { inChange, type Change } from '../../kernel/change.ts';
import { type CalledConnector } from '../../kernel/connectors/call-driver.ts';
import { type TargetRight } from '../../kernel/connectors/port.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { lockOperation } from './lock-operation.ts';
import { moveOperation } from './moved.ts';
import { after, BLOCKED_FOR_MS, LEASE_MS } from './timing.ts';

/** One attempt that a worker has in hand. */
export interface Claim {
  operationId: string;
  /** Which attempt of the operation this is, from 1; what another one reports is not this one's. */
  attempt: number;
  action: OperationAction;
  right: TargetRight;
  connector: CalledConnector;
  /** How long after a removal of ours a right found in the target may still be what is left of it. */
  leftOverFor: string;
  /** Did we look before our first write whether the person holds it already? Before that nothing in the target is ours. */
  looked: boolean;
}

/**
 * Takes an operation in hand for one attempt. Null where there is nothing to do: it is over, was overtaken, another
 * worker has it, this attempt was made already, a call of the operation before it is still on its way, or the person is blocked.
 */
export function claimOperation(op: ViewerOperation, operationId: string, attempt: number): Promise<Claim | null> {
  return inChange(op, async (change) => {
    const locked = await lockOperation(change, operationId);
    if (!locked || !isClaimable(locked.operation, attempt, change.now)) return null;
    const { operation, grant } = locked;
    if (operation.action === 'GRANT' && (await isSuspended(change, grant))) {
      operation.nextTryAt = after(change.now, BLOCKED_FOR_MS);
      return null;
    }
    const busyUntil = await inFlightUntil(change, grant);
    if (busyUntil) {
      operation.nextTryAt = busyUntil;
      return null;
    }
    if (operation.state === 'RUNNING') moveOperation(operation, 'LOSE_WORKER');
    moveOperation(operation, 'CLAIM');
    operation.attempts = attempt;
    operation.nextTryAt = after(change.now, LEASE_MS);
    return claimOf(change, operation, grant);
  });
}

function isClaimable({ state, attempts, nextTryAt }: ProvisioningOperation, attempt: number, now: Date): boolean {
  if (attempt !== attempts + 1) return false;
  if (state === 'RUNNING') return nextTryAt !== null && nextTryAt <= now;
  return state === 'QUEUED' || state === 'RETRYING';
}

/** Blocking suspends (domain §2 "Leavers"): nothing new is given, and what was on its way waits. Who is blocked for want of access is not meant. */
async function isSuspended(change: Change, grant: Grant): Promise<boolean> {
  const { user } = await change.em.populate(grant, ['user'], { refresh: true });
  return user.state === 'BLOCKED' && user.blockReason === 'ADMINISTRATIVE';
}

/**
 * Until when a call of an overtaken operation of this grant may still reach the target; null: none can.
 * One whose lease is over has no worker any more, and is over with it.
 */
async function inFlightUntil(change: Change, grant: Grant): Promise<Date | null> {
  const overtaken = await change.em.find(ProvisioningOperation, { grant, state: 'CANCELED', finishedAt: null });
  let latest: Date | null = null;
  for (const operation of overtaken) {
    if (operation.nextTryAt && operation.nextTryAt > change.now) {
      if (!latest || operation.nextTryAt > latest) latest = operation.nextTryAt;
    } else {
      operation.finishedAt = change.now;
      operation.nextTryAt = null;
    }
  }
  return latest;
}

async function claimOf(change: Change, operation: ProvisioningOperation, grant: Grant): Promise<Claim> {
  const { user, resourceRole: role } = await change.em.populate(grant, ['user', 'resourceRole.resource.connector']);
  const { resource } = role;
  const { connector } = resource;
  return {
    operationId: operation.id,
    attempt: operation.attempts,
    action: operation.action,
    // A grant that became true otherwise than by us (an import) was never looked for, and is in the target all the same.
    looked: grant.adoptionCheckedAt !== null || grant.activeAt !== null,
    leftOverFor: connector.leftOverFor,
    connector: {
      id: connector.id,
      name: connector.name,
      kind: connector.kind,
      settings: connector.settings,
      secrets: connector.secrets,
    },
    right: {
      operationId: operation.id,
      user: { id: user.id, name: user.name, email: user.email, externalKey: user.externalKey },
      resource: { id: resource.id, externalId: resource.externalId, kind: resource.kind, name: resource.name },
      role: { id: role.id, externalId: role.externalId, name: role.name, mode: role.mode },
      scope: grant.scope,
    },
  };
}
