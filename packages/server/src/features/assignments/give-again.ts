import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { givenAgain } from '@gatehouse/schema/rules/carriers';
import { type Change } from '../../kernel/change.ts';
import { applyGrantStep } from './carry.ts';
import { aboutGrant, redeliverCarriers } from './lost-grants.ts';
import { settle } from './settle.ts';

/** Gives a right again that was lost in its target behind our back. The grant must be locked, and its holder. */
export async function giveAgain(change: Change, grant: Grant): Promise<void> {
  const carriers = await redeliverCarriers(change, grant);
  change.audit({
    ...aboutGrant(grant, carriers[0]),
    action: 'grant.given_again',
    details: { resourceRoleId: grant.resourceRole.id, lostAt: grant.lostAt },
  });
  await applyGrantStep(change, grant, givenAgain(grant));
  change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id] });
  for (const assignment of carriers) await settle(change, assignment);
}
