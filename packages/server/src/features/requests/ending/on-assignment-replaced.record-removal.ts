import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { type Change } from '../../../kernel/change.ts';
import { type DomainFacts } from '../../../kernel/events/facts.ts';
import { writeRemoval } from './removal.service.ts';

/**
 * Records the end of an assignment that a fresh one took over from as what it is: a removal because its end was reached, or because its
 * delivery had failed.
 * The fresh one carries the grants by now, so nothing is taken away in between.
 */
export async function recordRemoval(change: Change, { assignmentId, cause }: DomainFacts['assignmentReplaced']): Promise<void> {
  const assignment = await change.em.findOneOrFail(Assignment, assignmentId, { populate: ['target', 'accessPackage'] });
  // An end that was reached is nobody's doing, whoever's request took over from it.
  const by = cause === 'EXPIRY' ? change.asSystem() : change;
  await writeRemoval(by, { cause, justification: null }, 'SYSTEM_REMOVE', assignment.target, assignment);
}
