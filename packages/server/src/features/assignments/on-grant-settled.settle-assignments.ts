import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { type Change } from '../../kernel/change.ts';
import { lockRows } from '../../kernel/lock.ts';
import { settle } from './settle.ts';

/** A grant came to rest in its target: every assignment that carries it, or was the last to, is looked at again. */
export async function settleAssignments(change: Change, { grantId }: { grantId: string }): Promise<void> {
  const carriers = await change.em.find(GrantCarrier, { grant: grantId });
  const assignments = await lockRows(
    change,
    Assignment,
    carriers.map(({ assignment }) => assignment.id),
  );
  for (const assignment of assignments) {
    if (assignment.state === 'EXPIRED') continue;
    await change.em.populate(assignment, ['accessPackage']);
    await settle(change, assignment);
  }
}
