import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { type Change } from '../../kernel/change.ts';
import { lockRows } from '../../kernel/lock.ts';
import { after, QUEUED_FOR_MS } from './timing.ts';

/** What waited because somebody was blocked is due at once. */
export async function resumeDeliveries(change: Change, { userId }: { userId: string }): Promise<void> {
  const waiting = await change.em.find(ProvisioningOperation, {
    grant: { user: userId },
    action: 'GRANT',
    state: { $in: ['QUEUED', 'RETRYING'] },
  });
  await lockRows(
    change,
    Grant,
    waiting.map(({ grant }) => grant.id),
  );
  for (const operation of await lockRows(
    change,
    ProvisioningOperation,
    waiting.map(({ id }) => id),
  )) {
    if (operation.state !== 'QUEUED' && operation.state !== 'RETRYING') continue;
    operation.nextTryAt = after(change.now, QUEUED_FOR_MS);
    change.enqueue('provision', { operationId: operation.id, attempt: operation.attempts + 1 });
  }
}
