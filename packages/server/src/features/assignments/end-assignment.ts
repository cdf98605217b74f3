import { AssignmentReason } from '@gatehouse/schema/assignments/assignment-reason.entity';
import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ASSIGNMENT_MACHINE } from '@gatehouse/schema/rules/assignment-machine';
import { moved } from '@gatehouse/schema/rules/machine';
import { type Change } from '../../kernel/change.ts';
import { aboutAssignment } from './announce-assignment.ts';
import { uncarry } from './carry.ts';
import { settle } from './settle.ts';
import { set } from '../../kernel/set.ts';

/** Ends an assignment: it gives no right from now on, and what only it carried is taken away in the targets. */
export async function endAssignment(change: Change, assignment: Assignment, request: AccessRequest): Promise<void> {
  const { expiresAt } = assignment;
  const endedAt = expiresAt !== null && expiresAt < change.now ? expiresAt : change.now;
  // Of one that another replaced, this was said when it was.
  if (assignment.state !== 'ENDING') assignment.state = moved(ASSIGNMENT_MACHINE, assignment.state, 'END');
  set(assignment, { endedAt, nextNoticeAt: null });
  const reasons = await change.em.find(AssignmentReason, { assignment, endedAt: null });
  for (const reason of reasons) reason.endedAt = endedAt;
  const carriers = await change.em.find(GrantCarrier, { assignment, endedAt: null }, { orderBy: { grant: 'asc' } });
  for (const carrier of carriers) await uncarry(change, carrier);
  change.audit({
    ...aboutAssignment(assignment, request.id),
    action: 'assignment.ended',
    details: { type: request.type, cause: request.cause, endedAt },
  });
  await settle(change, assignment);
}
