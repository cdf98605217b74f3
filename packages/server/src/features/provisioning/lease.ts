import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { type App } from '../../kernel/operation.ts';
import { type Claim } from './claim.ts';
import { after, LEASE_MS, RENEW_MS } from './timing.ts';

/** An operation in hand, as long as it is. */
export interface Lease {
  /** Aborted once the operation may be in other hands: from then on nothing may be written to the target for it. */
  signal: AbortSignal;
  /** Says no more that this worker lives. */
  end(): void;
}

/**
 * Keeps a claimed operation in hand while its target is asked, by saying again and again that this worker lives. A short
 * lease that is renewed is soon taken from the dead, and never from the slow. An operation that was overtaken meanwhile is
 * kept too: what takes its place waits until its call came back.
 */
export function keepLease(app: App, claim: Claim, now: Date, renewMs = RENEW_MS): Lease {
  const lost = new AbortController();
  const ahead = now.getTime() - app.now().getTime();
  let good = performance.now() + LEASE_MS;
  const timer = setInterval(() => {
    void renew(app, claim, after(app.now(), ahead)).then(
      (held) => (held ? (good = performance.now() + LEASE_MS) : lost.abort()),
      (error: unknown) => {
        app.log.warn({ err: error, operationId: claim.operationId }, 'the lease of a delivery could not be renewed');
      },
    );
    if (performance.now() > good) lost.abort();
  }, renewMs);
  timer.unref();
  return { signal: lost.signal, end: () => clearInterval(timer) };
}

/** @returns false where the operation went into other hands. */
async function renew(app: App, { operationId, attempt }: Claim, now: Date): Promise<boolean> {
  const held = await app.orm.em
    .fork()
    .nativeUpdate(
      ProvisioningOperation,
      { id: operationId, attempts: attempt, $or: [{ state: 'RUNNING' }, { state: 'CANCELED', finishedAt: null }] },
      { nextTryAt: after(now, LEASE_MS) },
    );
  return held > 0;
}
