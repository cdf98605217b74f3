import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { giveAgain } from './give-again.ts';

/** Somebody with the right wants a lost right given again. */
export async function giveAgainByHand(change: Change, { grantId }: { grantId: string }): Promise<void> {
  const grant = await lockRow(change, Grant, grantId);
  if (grant?.lostAt) await giveAgain(change, grant);
}
