import { AssignmentReason } from '@gatehouse/schema/assignments/assignment-reason.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ASSIGNMENT_MACHINE, OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { moved } from '@gatehouse/schema/rules/machine';
import { extendedFromAfter } from '@gatehouse/schema/rules/extension-window';
import { requestAction } from '@gatehouse/schema/rules/request-types';
import { endGivenOnce } from '@gatehouse/schema/rules/schedule';
import { type Change } from '../../kernel/change.ts';
import { type DomainFacts } from '../../kernel/events/facts.ts';
import { holdStill, lockRow } from '../../kernel/lock.ts';
import { policyDefinition } from '../policies/policy-definition.ts';
import { aboutAssignment, announceAssignment } from './announce-assignment.ts';
import { carry } from './carry.ts';
import { endAssignment } from './end-assignment.ts';
import { planNotices, settle, settleTakenOver } from './settle.ts';
import { set } from '../../kernel/set.ts';

/** Makes true what a request is about, as far as this database goes; the targets follow as queued work. The target's row is locked. */
export async function deliver(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const request = await change.em.findOneOrFail(AccessRequest, requestId, { populate: ['target', 'accessPackage'] });
  const action = requestAction(request.type, request.changes);
  if (action === 'ADD') return begin(change, request);
  const assignment = await lockRow(change, Assignment, request.assignment!.id);
  if (!assignment) throw new Error(`request ${request.id} changes an assignment that is gone`);
  await change.em.populate(assignment, ['accessPackage']);
  if (action === 'REMOVE') return endAssignment(change, assignment, request);
  if (action === 'EXTEND') await moveEnd(change, assignment, request);
  await announceAssignment(change, assignment);
  await change.em.flush();
  await change.publish({ name: 'assignmentSettled', assignmentId: assignment.id, direction: 'DELIVERY', event: 'FINISH' });
}

async function begin(change: Change, request: AccessRequest): Promise<void> {
  const replaced = await retireOld(change, request);
  const { target, accessPackage, policy, policyVersion, expiresAt, duration } = request;
  const assignment = change.create(Assignment, {
    state: 'DELIVERING',
    target,
    accessPackage,
    policy,
    policyVersion,
    expiresAt,
    duration,
    startsAt: request.startsAt && request.startsAt > change.now ? request.startsAt : change.now,
  });
  change.create(AssignmentReason, { assignment, kind: 'REQUEST', request });
  request.assignment = assignment;
  await change.em.flush();
  // A change of the package's rights comes before this delivery or finds it: never beside it.
  await holdStill(change, AccessPackage, accessPackage.id);
  const roles = await change.em.find(AccessPackageRole, { accessPackage }, { orderBy: { id: 'asc' } });
  for (const { resourceRole, scope } of roles) await carry(change, assignment, { resourceRoleId: resourceRole.id, scope });
  change.audit({
    ...aboutAssignment(assignment, request.id),
    action: 'assignment.begun',
    details: {
      policyVersionId: policyVersion?.id ?? null,
      roles: roles.map(({ resourceRole, scope }) => ({ id: resourceRole.id, scope })),
    },
  });
  await planNotices(change, assignment);
  if (replaced) await change.publish({ name: 'assignmentReplaced', ...replaced });
  await settle(change, assignment);
  await settleTakenOver(change, assignment);
}

/** An assignment whose delivery failed, or that is at its end and not reached by the expiry job yet, makes room, and hands its grants over. */
async function retireOld(
  change: Change,
  request: AccessRequest,
): Promise<Omit<DomainFacts['assignmentReplaced'], 'name'> | null> {
  const found = await change.em.findOne(Assignment, {
    target: request.target,
    accessPackage: request.accessPackage,
    state: { $in: [...OPEN_ASSIGNMENT_STATES] },
  });
  if (!found) return null;
  const old = (await lockRow(change, Assignment, found.id))!;
  const over = old.expiresAt !== null && old.expiresAt <= change.now;
  const cause = old.state === 'DELIVERY_FAILED' && !over ? 'REPLACED' : 'EXPIRY';
  old.state = moved(ASSIGNMENT_MACHINE, old.state, 'END');
  await change.em.flush();
  return { assignmentId: old.id, cause };
}

async function moveEnd(change: Change, assignment: Assignment, request: AccessRequest): Promise<void> {
  const before = assignment.expiresAt;
  const definition = request.policyVersion && (await policyDefinition(change.em, request.policyVersion.id));
  const given = definition && endGivenOnce(definition.expiration, assignment.deliveredAt ?? assignment.createdAt);
  const extendedFrom = extendedFromAfter({ from: before, to: request.expiresAt }, assignment.extendedFrom, given);
  set(assignment, { expiresAt: request.expiresAt, duration: null, extendedFrom });
  await planNotices(change, assignment);
  change.create(AssignmentReason, { assignment, kind: 'REQUEST', request });
  change.audit({
    ...aboutAssignment(assignment, request.id),
    action: 'assignment.end_moved',
    details: { from: before, to: assignment.expiresAt },
  });
}
