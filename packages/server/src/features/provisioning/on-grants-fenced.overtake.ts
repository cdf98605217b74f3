import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { lockRows } from '../../kernel/lock.ts';
import { overtake } from './intend.ts';
import { set } from '../../kernel/set.ts';

/** Nothing is given for these grants until a new intent says so: their operations are overtaken, and none takes their place yet. */
export async function overtakeOperations(change: Change, { grantIds }: DomainFacts['grantsFenced']): Promise<void> {
  const open = await change.em.find(ProvisioningOperation, {
    grant: { $in: [...grantIds] },
    state: { $in: [...OPEN_OPERATION_STATES] },
  });
  const grants = new Map((await lockRows(change, Grant, grantIds)).map((grant) => [grant.id, grant]));
  const operations = await lockRows(
    change,
    ProvisioningOperation,
    open.map(({ id }) => id),
  );
  for (const operation of operations) await overtake(change, operation, grants.get(operation.grant.id)!);
  for (const grant of grants.values()) set(grant, { fence: grant.fence + 1, lastError: null, nextTryAt: null });
}
