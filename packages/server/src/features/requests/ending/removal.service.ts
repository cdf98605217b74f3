import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { ownershipFailure } from '@gatehouse/schema/rules/gate-ownership';
import { afterSubmit, afterTakeOver } from '@gatehouse/schema/rules/request-flow';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import { type RequestCause, type RequestType } from '@gatehouse/schema/rules/vocabulary';
import { evidenceHash } from '../../../kernel/audit/evidence-hash.ts';
import { sees } from '../../../kernel/authz/seen.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { policyDefinition } from '../../policies/policy-definition.ts';
import { aboutRequest } from '../about-request.ts';
import { applyStep, inHand } from '../flow.ts';
import { notEligible } from '../submitting/not-eligible.ts';
import { requesterFacts } from '../submitting/request-facts.ts';
import { takeOverPendingChanges } from './take-over.ts';

/** Why and by which kind of request an assignment is to end. */
export interface RemovalAsk {
  assignmentId: string;
  /** Null: whichever fits who asks (their own, on behalf, with a role). */
  type: RequestType | null;
  cause: RequestCause | null;
  justification: string | null;
  /** Who is behind it, where the system does what somebody decided before; else whoever does it now. */
  byId?: string | null;
}

/**
 * Ends an assignment by a removal request. A removal waits for nothing: it cancels the pending changes of its assignment
 * and takes over a running delivery. Asking again while one is under way returns that one.
 *
 * @throws NOT_FOUND · WRONG_STATE where it has ended already · NotEligibleError where it is not theirs to end.
 */
export async function submitRemoval(change: Change, ask: RemovalAsk): Promise<AccessRequest> {
  const found = await change.em.findOne(Assignment, ask.assignmentId);
  if (!found) throw notFound('assignment', ['assignmentId']);
  const target = (await lockRow(change, User, found.target.id))!;
  const assignment = (await lockRow(change, Assignment, ask.assignmentId))!;
  await change.em.populate(assignment, ['accessPackage']);
  const type = ask.type ?? removalType(change, target, assignment);
  await demandMayRemove(change, type, target, assignment);
  const twin = await change.em.findOne(AccessRequest, {
    assignment,
    type: { $in: [...REMOVE_TYPES] },
    state: { $in: [...PENDING_REQUEST_STATES] },
  });
  if (twin) return twin;
  if (!OPEN_ASSIGNMENT_STATES.includes(assignment.state))
    throw refused('WRONG_STATE', 'This access has ended already.', ['assignmentId']);
  await takeOverPendingChanges(change, { assignment });
  return writeRemoval(change, ask, type, target, assignment);
}

function removalType(change: Change, target: User, assignment: Assignment): RequestType {
  const { viewer } = change;
  if (viewer.isSystem) return 'SYSTEM_REMOVE';
  if (viewer.userId === target.id) return 'USER_REMOVE';
  return requesterFacts(change, target, assignment.accessPackage.catalog.id).mayAssign ? 'ADMIN_REMOVE' : 'ON_BEHALF_REMOVE';
}

async function demandMayRemove(change: Change, type: RequestType, target: User, assignment: Assignment): Promise<void> {
  // What belongs to an approval is asked where the approval is revoked; the system asks nobody.
  if (type === 'SYSTEM_REMOVE') return;
  const catalogId = assignment.accessPackage.catalog.id;
  const requester = requesterFacts(change, target, catalogId);
  // As it is shown: what the policy says now, not what it said when the access was given.
  const policy = assignment.policy && (await change.em.findOne(AssignmentPolicy, assignment.policy.id));
  const definition = policy?.currentVersion ? await policyDefinition(change.em, policy.currentVersion.id) : null;
  const failure = ownershipFailure(type, 'REMOVE', requester, target.id, definition);
  if (!failure) return;
  if (requester.id !== target.id && !(await sees(change, Assignment, assignment.id)))
    throw notFound('assignment', ['assignmentId']);
  const about = { type, accessPackageId: assignment.accessPackage.id, targetId: target.id, catalogId };
  throw await notEligible(change, about, [failure], ['assignmentId']);
}

/**
 * One removal is pending per person and package. An older one, of an assignment that its target still holds, is part of this
 * one from now on; the target is asked for it as before.
 */
async function takeOverOlderRemoval(change: Change, target: User, assignment: Assignment): Promise<void> {
  const older = await change.em.findOne(AccessRequest, {
    target,
    accessPackage: assignment.accessPackage,
    assignment: { $ne: assignment },
    type: { $in: [...REMOVE_TYPES] },
    state: { $in: [...PENDING_REQUEST_STATES] },
  });
  const request = older && (await lockRow(change, AccessRequest, older.id));
  if (!request) return;
  const hand = await inHand(change, request);
  change.audit({ ...aboutRequest(request), action: 'request.overtaken' });
  await applyStep(change, hand, afterTakeOver(request.state, null));
}

/** Writes a removal that nothing stands in the way of, and takes its one step: it is delivered. The package must be loaded. */
export async function writeRemoval(
  change: Change,
  ask: Omit<RemovalAsk, 'assignmentId' | 'type'>,
  type: RequestType,
  target: User,
  assignment: Assignment,
): Promise<AccessRequest> {
  await takeOverOlderRemoval(change, target, assignment);
  const byId = ask.byId ?? change.viewer.userId;
  const request = change.create(AccessRequest, {
    type,
    cause: type === 'SYSTEM_REMOVE' ? (ask.cause ?? 'LIFECYCLE') : null,
    state: 'SUBMITTED',
    requester: byId ? change.em.getReference(User, byId) : null,
    target,
    accessPackage: assignment.accessPackage,
    policy: assignment.policy,
    policyVersion: assignment.policyVersion,
    assignment,
    justification: ask.justification?.trim() || null,
    targetDepartment: target.department,
    targetJobTitle: target.jobTitle,
    targetManager: target.manager,
  });
  await change.em.flush();
  change.audit({
    ...aboutRequest(request),
    action: 'request.submitted',
    details: {
      type,
      cause: request.cause,
      assignmentId: assignment.id,
      justificationHash: await evidenceHash(change.em, change.viewer.userId, request.justification),
    },
  });
  const step = afterSubmit({
    action: 'REMOVE',
    stages: [],
    forSomebodyElse: false,
    startsAt: null,
    awaited: null,
    now: change.now,
  });
  await applyStep(change, { request, stages: [], definition: null }, step);
  return request;
}
