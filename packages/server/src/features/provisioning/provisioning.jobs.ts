import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { type Change } from '../../change.ts';
import { dueJob } from '../../jobs/each-due.ts';
import { lockOperation } from './lock-operation.ts';
import { moveOperation } from './moved.ts';
import { after, QUEUED_FOR_MS } from './timing.ts';

/** Queues what is due in the targets: retries whose time has come, and work that its worker or the queue lost. */
export const provisioningRetries = dueJob({
  name: 'provisioning-retries',
  schedule: '*/5 * * * * *',
  description: 'Tries again what a target refused or could not be asked, and takes up what a worker left behind.',
  entity: ProvisioningOperation,
  due: 'nextTryAt',
  where: { state: { $in: ['QUEUED', 'RUNNING', 'RETRYING'] } },
  handle: queueAgain,
});

/** The work names the attempt: queued twice, it is done once. */
async function queueAgain(change: Change, id: string): Promise<void> {
  const locked = await lockOperation(change, id);
  if (!locked) return;
  const { operation } = locked;
  if (!operation.nextTryAt || operation.nextTryAt > change.now) return;
  if (operation.state === 'RUNNING') moveOperation(operation, 'LOSE_WORKER');
  if (operation.state !== 'QUEUED' && operation.state !== 'RETRYING') return;
  operation.nextTryAt = after(change.now, QUEUED_FOR_MS);
  change.enqueue('provision', { operationId: operation.id, attempt: operation.attempts + 1 });
}
