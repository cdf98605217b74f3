import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { type Change } from '../../change.ts';

/** Tells the holder's open pages that an assignment of theirs changed. */
export function announceAssignment(change: Change, assignment: Assignment): void {
  change.announce({ type: 'Assignment', id: assignment.id, audience: [assignment.target.id] });
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
