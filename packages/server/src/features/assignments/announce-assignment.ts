import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';

/**
 * Tells those who watch that an assignment changed: its holder, and whoever looks at a request it came from or was changed by,
 * for a request shows what became of it.
 */
export async function announceAssignment(change: Change, assignment: Assignment): Promise<void> {
  change.announce({ type: 'Assignment', id: assignment.id, audience: [assignment.target.id] });
  await change.em.flush();
  const { rows } = await sql<{ id: string; people: string[] }>`
    select id, array_remove(array[target_id, requester_id], null) as people from access_request
    where assignment_id = ${assignment.id} order by id`.execute(change.em.getKysely());
  for (const { id, people } of rows) change.announce({ type: 'AccessRequest', id, audience: people, requestId: id });
}

/** What every audit event of an assignment says it is about. Its package must be loaded. */
export function aboutAssignment(assignment: Assignment, requestId: string | null = null) {
  return {
    subject: { type: 'Assignment', id: assignment.id },
    requestId,
    targetId: assignment.target.id,
    accessPackageId: assignment.accessPackage.id,
    catalogId: assignment.accessPackage.catalog.id,
  };
}
