import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { lockRows } from '../../kernel/lock.ts';
import { announceAssignment } from './announce-assignment.ts';
import { aboutGrant, liveCarriers, membershipGrants } from './lost-grants.ts';

/** What was lost and is back in our directory without us is as it should be again. */
export async function noticeFound(change: Change, { groupId, userIds }: DomainFacts['groupMembersCame']): Promise<void> {
  for (const grant of await lockRows(change, Grant, await membershipGrants(change, groupId, userIds))) {
    if (!grant.lostAt) continue;
    const carriers = await liveCarriers(change, grant);
    grant.lostAt = null;
    change.audit({ ...aboutGrant(grant, carriers[0]), action: 'grant.found' });
    change.announce({ type: 'Grant', id: grant.id, audience: [grant.user.id] });
    for (const assignment of carriers) await announceAssignment(change, assignment);
  }
}
