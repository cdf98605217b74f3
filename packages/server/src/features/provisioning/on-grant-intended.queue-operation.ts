import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { lockRow } from '../../kernel/lock.ts';
import { intend } from './intend.ts';

/** A grant is to be given or taken: queues the operation that does it, in place of the one before. */
export async function queueOperation(change: Change, fact: DomainFacts['grantIntended']): Promise<void> {
  const grant = await lockRow(change, Grant, fact.grantId);
  if (!grant) throw new Error(`there is no grant ${fact.grantId} to be provisioned`);
  await intend(change, grant, fact.action);
}
