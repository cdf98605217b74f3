import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ASSIGNMENT_MACHINE, isOpenAssignment, OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { transition } from '@gatehouse/schema/rules/machine';
import { inChange, type Change } from '../../change.ts';
import { type QueueWorker } from '../../jobs/queue-worker.ts';
import { systemOperation } from '../../jobs/system-operation.ts';
import { lockRow } from '../../lock.ts';
import { type App } from '../../operation.ts';
import { aboutAssignment } from './announce-assignment.ts';
import { carry, uncarry, type Right } from './carry.ts';
import { settle, settleTakenOver } from './settle.ts';

const BATCH = 200;

export const redeliverWorker: QueueWorker<'redeliver'> = {
  name: 'redeliver',
  concurrency: 1,
  run: (app, { accessPackageId }, now) => redeliverPackage(app, accessPackageId, now),
};

/**
 * Gives and takes, for everybody who holds a package, what a change of its roles added and removed: one transaction per
 * holder, batch by batch. It compares with what each one carries now, so it may be made again at any time.
 */
export async function redeliverPackage(app: App, accessPackageId: string, now: Date): Promise<void> {
  // One holder's trouble is not the others'; the work as a whole comes up again.
  let fault: unknown = null;
  for (let after = ''; ;) {
    const op = systemOperation(app, now);
    const batch = await op.em.find(
      Assignment,
      { accessPackage: accessPackageId, id: { $gt: after }, state: { $in: [...OPEN_ASSIGNMENT_STATES] } },
      { orderBy: { id: 'asc' }, limit: BATCH, fields: ['id'] },
    );
    for (const { id } of batch)
      await inChange(op, (change) => redeliverOne(change, id)).catch((error: unknown) => (fault ??= error));
    const last = batch.at(-1);
    if (!last) break;
    after = last.id;
  }
  if (fault !== null) throw fault;
}

async function redeliverOne(change: Change, assignmentId: string): Promise<void> {
  const found = await change.em.findOneOrFail(Assignment, assignmentId);
  await lockRow(change, User, found.target.id);
  const assignment = (await lockRow(change, Assignment, assignmentId))!;
  if (!isOpenAssignment(assignment.state, assignment.expiresAt, change.now)) return;
  await change.em.populate(assignment, ['accessPackage']);
  const roles = await change.em.find(AccessPackageRole, { accessPackage: assignment.accessPackage }, { orderBy: { id: 'asc' } });
  const carriers = await change.em.find(GrantCarrier, { assignment, endedAt: null }, { populate: ['grant'] });
  const wanted = new Map(
    roles.map(({ resourceRole, scope }) => [
      keyOf({ resourceRoleId: resourceRole.id, scope }),
      { resourceRoleId: resourceRole.id, scope },
    ]),
  );
  const carried = new Map(
    carriers.map((carrier) => [keyOf({ resourceRoleId: carrier.grant.resourceRole.id, scope: carrier.grant.scope }), carrier]),
  );
  const added = [...wanted].filter(([key]) => !carried.has(key));
  const removed = [...carried].filter(([key]) => !wanted.has(key));
  if (added.length + removed.length === 0) return;
  const next = transition(ASSIGNMENT_MACHINE, assignment.state, 'REDELIVER');
  if (next.ok && added.length > 0) assignment.state = next.state;
  for (const [, right] of added) await carry(change, assignment, right);
  for (const [, carrier] of removed) await uncarry(change, carrier);
  change.audit({
    ...aboutAssignment(assignment),
    action: 'assignment.redelivered',
    details: { added: added.map(([, right]) => right), removed: removed.map(([, { grant }]) => grant.id) },
  });
  await settle(change, assignment);
  await settleTakenOver(change, assignment);
}

function keyOf({ resourceRoleId, scope }: Right): string {
  return JSON.stringify([resourceRoleId, scope]);
}
