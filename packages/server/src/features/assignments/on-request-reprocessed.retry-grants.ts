import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ASSIGNMENT_MACHINE } from '@gatehouse/schema/rules/assignment-machine';
import { GRANT_MACHINE } from '@gatehouse/schema/rules/grant-machine';
import { transition } from '@gatehouse/schema/rules/machine';
import { type Change } from '../../kernel/change.ts';
import { lockRow, lockRows } from '../../kernel/lock.ts';
import { announceAssignment } from './announce-assignment.ts';
import { applyGrantStep } from './carry.ts';
import { giveAgain } from './give-again.ts';
import { settle } from './settle.ts';

/** Tries again what the targets refused: the failed grants of a delivery, or those a removal could not take away. What was lost since is given again. */
export async function retryGrants(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const request = await change.em.findOneOrFail(AccessRequest, requestId);
  if (!request.assignment) return;
  const assignment = (await lockRow(change, Assignment, request.assignment.id))!;
  await change.em.populate(assignment, ['accessPackage']);
  const next = transition(ASSIGNMENT_MACHINE, assignment.state, 'REDELIVER');
  if (next.ok) assignment.state = next.state;
  const carriers = await change.em.find(GrantCarrier, { assignment });
  for (const grant of await lockRows(
    change,
    Grant,
    carriers.map(({ grant }) => grant.id),
  )) {
    const retry = transition(GRANT_MACHINE, grant.state, 'RETRY');
    if (!retry.ok) {
      if (grant.lostAt !== null) await giveAgain(change, grant);
      continue;
    }
    const action = retry.state === 'PENDING' ? 'PROVISION' : 'REVOKE';
    await applyGrantStep(change, grant, { action, event: 'RETRY', state: retry.state });
  }
  await announceAssignment(change, assignment);
  await settle(change, assignment);
}
