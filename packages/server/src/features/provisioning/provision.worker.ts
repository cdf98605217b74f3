import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { inChange, type Change } from '../../kernel/change.ts';
import { callDriver, CALL_LIMIT_MS } from '../../kernel/connectors/call-driver.ts';
import { type App, type ViewerOperation } from '../../kernel/operation.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { type QueueWorker } from '../../kernel/jobs/queue-worker.ts';
import { claimOperation, type Claim } from './claim.ts';
import { conclude, type Ending } from './conclude.ts';
import { lockForOutcome } from './lock-operation.ts';
import { recordLook } from './look.ts';
import { keepLease } from './lease.ts';
import { after, QUEUED_FOR_MS, RENEW_MS } from './timing.ts';

/**
 * Makes one grant true or untrue in its target: claim (commit), look (commit), write, record the outcome (commit).
 * The target is called between the transactions, never inside one, so a crash anywhere leaves an operation whose lease
 * ends, that is then tried again, and whose calls are idempotent.
 */
export function provisionWorker(callLimitMs = CALL_LIMIT_MS, renewMs = RENEW_MS): QueueWorker<'provision'> {
  return {
    name: 'provision',
    concurrency: 4,
    async run(app, { operationId, attempt }, now) {
      const claim = await claimOperation(systemOperation(app, now), operationId, attempt);
      if (!claim) return;
      const began = app.now().getTime();
      const lease = keepLease(app, claim, now, renewMs);
      const ending = await attemptOnce(app, claim, now, callLimitMs, lease.signal).finally(() => lease.end());
      // Seconds may have passed in the target: the outcome is as of then.
      await settle(systemOperation(app, after(now, app.now().getTime() - began)), claim, ending);
    },
  };
}

/** Null: somebody else has the operation by now, and this attempt says nothing. */
async function attemptOnce(app: App, claim: Claim, now: Date, limitMs: number, lost: AbortSignal): Promise<Ending | null> {
  const { right, action, connector } = claim;
  if (!claim.looked) {
    // Nothing was ever written for this grant: what the target has is not ours to take away.
    if (action === 'REVOKE') return { kind: 'DONE' };
    const held = await callDriver(app, connector, now, (driver, context) => driver.holds(context, right), { limitMs, lost });
    if (held !== null && typeof held === 'object') return held;
    const look = await recordLook(systemOperation(app, now), claim, held);
    if (look !== 'WRITE') return look === 'ADOPT' ? { kind: 'ADOPTED' } : null;
  }
  return callDriver(app, connector, now, (driver, context) => driver.apply(context, action, right), { limitMs, lost });
}

/** Records how an attempt ended, if it is still this attempt's to say. */
function settle(op: ViewerOperation, claim: Claim, ending: Ending | null): Promise<void> {
  return inChange(op, async (change) => {
    const locked = await lockForOutcome(change, claim.operationId);
    if (!locked || locked.operation.attempts !== claim.attempt) return;
    if (locked.operation.state === 'CANCELED') return landOvertaken(change, locked.operation);
    if (locked.operation.state === 'RUNNING' && ending) await conclude(change, locked, ending);
  });
}

/**
 * The call of an overtaken operation came back. Whatever it did counts for nothing here; the operation that took its place
 * runs now, after it, and so the target ends as was last intended.
 */
async function landOvertaken(change: Change, operation: ProvisioningOperation): Promise<void> {
  operation.finishedAt = change.now;
  operation.nextTryAt = null;
  const next = await change.em.findOne(ProvisioningOperation, { grant: operation.grant, state: 'QUEUED' });
  if (!next) return;
  next.nextTryAt = after(change.now, QUEUED_FOR_MS);
  change.enqueue('provision', { operationId: next.id, attempt: next.attempts + 1 });
}
