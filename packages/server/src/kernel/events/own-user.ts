import { type ViewerOperation } from '../operation.ts';
import { forbidden } from '../refused.ts';

/** @returns the user whose own queue, inbox or access is watched. @throws FORBIDDEN for the system, which has none. */
export function ownUser({ viewer }: ViewerOperation): string {
  if (viewer.userId === null) throw forbidden('Only a person has a queue, an inbox and access of their own.');
  return viewer.userId;
}
