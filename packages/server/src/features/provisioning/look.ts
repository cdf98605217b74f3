import { type Grant } from '@gatehouse/schema/assignments/grant.entity';
import { isAdopted, type EarlierGrant } from '@gatehouse/schema/rules/adoption';
import { type GrantOrigin } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { inChange, type Change } from '../../kernel/change.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { type Claim } from './claim.ts';
import { lockOperation } from './lock-operation.ts';

/** What follows from having looked. STALE: the attempt is nobody's business any more. */
export type Look = 'WRITE' | 'ADOPT' | 'STALE';

/**
 * Decides, before the first write, whether the right was there without us, and commits that we looked: whatever is found
 * in the target after this commit may be our own work, and is never taken for somebody else's.
 */
export function recordLook(op: ViewerOperation, claim: Claim, held: boolean | null): Promise<Look> {
  return inChange(op, async (change) => {
    const locked = await lockOperation(change, claim.operationId);
    if (!locked || locked.operation.state !== 'RUNNING' || locked.operation.attempts !== claim.attempt) return 'STALE';
    const { grant } = locked;
    // The outcome of an adoption is written at once, in one transaction with the state it leads to.
    if (isAdopted(held, await earlierGrants(change, grant), claim.leftOverFor, change.now)) return 'ADOPT';
    grant.adoptionCheckedAt = change.now;
    return 'WRITE';
  });
}

async function earlierGrants(change: Change, { id, user, resourceRole, scope }: Grant): Promise<EarlierGrant[]> {
  const { rows } = await sql<{ origin: GrantOrigin; written: boolean; removedAt: string | null }>`
    select g.origin, (g.adoption_checked_at is not null or g.active_at is not null) as written,
      (select max(o.finished_at) from provisioning_operation o
        where o.grant_id = g.id and o.action = 'REVOKE' and o.state = 'SUCCEEDED') as "removedAt"
    from access_grant g
    where g.user_id = ${user.id} and g.resource_role_id = ${resourceRole.id} and g.scope = ${scope}
      and g.state = 'REMOVED' and g.id <> ${id}`.execute(change.em.getKysely());
  // What was let go without a write has no operation that took it away, and leaves nothing of ours behind.
  return rows.flatMap(({ origin, written, removedAt }) =>
    removedAt ? [{ origin, written, removedAt: new Date(removedAt) }] : [],
  );
}
