import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ASSIGNMENT_MACHINE, isOpenAssignment, OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { planRoleChange, rightOfWord, wordOfRight, type Right } from '@gatehouse/schema/rules/carriers';
import { transition } from '@gatehouse/schema/rules/machine';
import { type Change } from '../../kernel/change.ts';
import { BATCH, workOnBatch } from '../../kernel/jobs/batch.ts';
import { type QueueWorker } from '../../kernel/jobs/queue-worker.ts';
import { holdStill, lockRow, lockRows } from '../../kernel/lock.ts';
import { aboutAssignment } from './announce-assignment.ts';
import { carriedBy } from './carried-rights.facts.ts';
import { carry, resumeFenced, uncarry } from './carry.ts';
import { settle, settleTakenOver } from './settle.ts';

/**
 * Gives and takes what a change of a package's rights added and removed, for the next holders after a place. It compares with
 * what each one carries now, so it may be made again at any time; whoever it failed for, the job `package-redeliveries` finds again.
 *
 * @param size how many holders one piece of work is about.
 */
export function redeliverWorker(size = BATCH): QueueWorker<'redeliver'> {
  return {
    name: 'redeliver',
    concurrency: 1,
    run: (app, { accessPackageId, after }, now) =>
      workOnBatch(app, now, {
        size,
        next: (op, limit) =>
          op.em.find(
            Assignment,
            // Queued by a version that knew no places: from the first one on.
            { accessPackage: accessPackageId, id: { $gt: after ?? '' }, state: { $in: [...OPEN_ASSIGNMENT_STATES] } },
            { orderBy: { id: 'asc' }, limit, fields: ['id'] },
          ),
        one: redeliverOne,
        goOn: (change, last) => change.enqueue('redeliver', { accessPackageId, after: last }),
        failed: { idName: 'assignmentId', message: 'a holder was not given what their package gives now; it comes up again' },
      }),
  };
}

async function redeliverOne(change: Change, assignmentId: string): Promise<void> {
  const found = await change.em.findOneOrFail(Assignment, assignmentId);
  await lockRow(change, User, found.target.id);
  const assignment = (await lockRow(change, Assignment, assignmentId))!;
  await change.em.populate(assignment, ['accessPackage']);
  await holdStill(change, AccessPackage, assignment.accessPackage.id);
  const carries = await carriedBy(change.em, assignmentId);
  if (!carries || !isOpenAssignment(assignment.state, assignment.expiresAt, change.now)) return;
  const roles = await change.em.find(AccessPackageRole, { accessPackage: assignment.accessPackage }, { orderBy: { id: 'asc' } });
  const given = roles.map(({ resourceRole, scope }) => wordOfRight({ resourceRoleId: resourceRole.id, scope }));
  const [plan] = planRoleChange(given, [carries], change.now);
  const carriers = await change.em.find(GrantCarrier, { assignment, endedAt: null }, { populate: ['grant'] });
  const removed = carriers.filter((carrier) => plan?.remove.includes(wordOfRight(rightOf(carrier))));
  const kept = carriers.filter((carrier) => !removed.includes(carrier)).map(({ grant }) => grant.id);
  for (const grant of await lockRows(change, Grant, kept)) await resumeFenced(change, grant);
  if (!plan) return;
  const added = plan.add.map(rightOfWord);
  const next = transition(ASSIGNMENT_MACHINE, assignment.state, 'REDELIVER');
  if (next.ok && added.length > 0) assignment.state = next.state;
  const came: Right[] = [];
  const went: Right[] = [];
  for (const right of added) if (await carry(change, assignment, right)) came.push(right);
  for (const carrier of removed) if (await uncarry(change, carrier)) went.push(rightOf(carrier));
  change.audit({
    ...aboutAssignment(assignment),
    action: 'assignment.redelivered',
    details: { added, removed: removed.map(({ grant }) => grant.id) },
  });
  await tellHolder(change, assignment, { added: came, removed: went });
  await settle(change, assignment);
  await settleTakenOver(change, assignment);
}

/** Tells the holder what came and what went for them; whoever has not got the package yet hears of it when they have. */
async function tellHolder(change: Change, assignment: Assignment, rights: Record<'added' | 'removed', Right[]>): Promise<void> {
  if (assignment.deliveredAt === null || rights.added.length + rights.removed.length === 0) return;
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'ACCESS_CHANGED',
    userIds: [assignment.target.id],
    assignmentId: assignment.id,
    // Once for what the package is now, however often the work is done.
    occurrence: String(assignment.accessPackage.version),
    rights,
  });
}

function rightOf({ grant }: GrantCarrier): Right {
  return { resourceRoleId: grant.resourceRole.id, scope: grant.scope };
}
