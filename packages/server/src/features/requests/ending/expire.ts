import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { ADD_TYPES } from '@gatehouse/schema/rules/request-types';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { submitRemoval } from './removal.service.ts';
import { startScheduled } from '../start-scheduled.ts';

/**
 * Ends access whose end is reached. A request that was to follow it begins first, in this same transaction, whichever job
 * looks first: it takes the grants over, and nothing is revoked in between (domain §2). All of it is the system's doing,
 * whoever's change came upon it (domain §13).
 */
export async function expire(met: Change, assignmentId: string): Promise<void> {
  const change = met.asSystem();
  const { target, accessPackage } = await change.em.findOneOrFail(Assignment, assignmentId);
  await lockRow(change, User, target.id);
  const next = await change.em.findOne(AccessRequest, {
    target,
    accessPackage,
    type: { $in: [...ADD_TYPES] },
    state: 'SCHEDULED',
    dueAt: { $lte: change.now },
  });
  if (next) await startScheduled(change, next.id);
  const assignment = (await lockRow(change, Assignment, assignmentId))!;
  const overdue = assignment.expiresAt !== null && assignment.expiresAt <= change.now;
  if (!overdue || !OPEN_ASSIGNMENT_STATES.includes(assignment.state)) return;
  await submitRemoval(change, { assignmentId, type: 'SYSTEM_REMOVE', cause: 'EXPIRY', justification: null });
}
