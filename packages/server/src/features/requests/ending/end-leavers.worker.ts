import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { ScopeLeaver } from '@gatehouse/schema/policies/scope-leaver.entity';
import { isOpenAssignment } from '@gatehouse/schema/rules/assignment-machine';
import { leaves } from '@gatehouse/schema/rules/scope-leavers';
import { sql } from 'kysely';
import { inChange, type Change } from '../../../kernel/change.ts';
import { BATCH, workOnBatch } from '../../../kernel/jobs/batch.ts';
import { type Job } from '../../../kernel/jobs/job.ts';
import { type QueueWorker } from '../../../kernel/jobs/queue-worker.ts';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { policyDefinition } from '../../policies/policy-definition.ts';
import { scopeContains } from '../../policies/scope-people.sql.ts';
import { submitRemoval } from './removal.service.ts';

/**
 * Ends the access of the next of those whom a policy left out. Who was dealt with is not on the list any more; what fails, the job finds
 * again.
 *
 * @param size how many holders one piece of work is about.
 */
export function endLeaversWorker(size = BATCH): QueueWorker<'end-leavers'> {
  return {
    name: 'end-leavers',
    concurrency: 1,
    run: (app, { after }, now) =>
      workOnBatch(app, now, {
        size,
        next: (op, limit) => op.em.find(ScopeLeaver, { id: { $gt: after } }, { orderBy: { id: 'asc' }, limit, fields: ['id'] }),
        one: endLeaver,
        goOn: (change, last) => change.enqueue('end-leavers', { after: last }),
        failed: { idName: 'leaverId', message: 'access that a policy does not give any more was not ended; it comes up again' },
      }),
  };
}

async function endLeaver(change: Change, leaverId: string): Promise<void> {
  const found = await change.em.findOne(ScopeLeaver, leaverId, { populate: ['assignment'] });
  if (!found) return;
  await lockRow(change, User, found.assignment.target.id);
  const assignment = (await lockRow(change, Assignment, found.assignment.id))!;
  // Another replica may have done it while this one waited.
  const leaver = await lockRow(change, ScopeLeaver, leaverId);
  if (!leaver) return;
  const { policyVersion: version } = await change.em.populate(leaver, ['policyVersion.policy.currentVersion']);
  const facts = {
    open: isOpenAssignment(assignment.state, assignment.expiresAt, change.now),
    underPolicy: assignment.policy?.id === version.policy.id,
    inScope: await isInScope(change, version.policy, assignment.target.id),
  };
  change.em.remove(leaver);
  if (!leaves(facts)) return;
  await submitRemoval(change, {
    assignmentId: assignment.id,
    type: 'SYSTEM_REMOVE',
    cause: 'ELIGIBILITY_LOST',
    justification: version.holdersOutsideReason,
    byId: version.author?.id ?? null,
  });
}

/** As its policy and their groups say now: it may be for them again. */
async function isInScope(change: Change, { currentVersion }: AssignmentPolicy, userId: string): Promise<boolean> {
  const definition = currentVersion && (await policyDefinition(change.em, currentVersion.id));
  if (!definition) return false;
  const { rows } = await sql`select 1 from app_user u where u.id = ${userId} and ${scopeContains(definition)}`.execute(
    change.em.getKysely(),
  );
  return rows.length > 0;
}

/** Queues anew what is still to end because its policy left somebody out, where the queue lost it or gave it up. */
export const scopeLeavers: Job = {
  name: 'scope-leavers',
  phase: 'FOLLOW',
  schedule: '17 */10 * * * *',
  description: 'Takes up the ends of access whose policy was narrowed, where they were not reached.',
  run: (app, now) =>
    inChange(systemOperation(app, now), async (change) => {
      const waiting = await change.em.count(ScopeLeaver, {});
      if (waiting > 0) change.enqueue('end-leavers', { after: '' });
      return { queued: waiting };
    }),
};
