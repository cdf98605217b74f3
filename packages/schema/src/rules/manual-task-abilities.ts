import { all, any, no, yes, type Ability } from './ability.ts';
import { holds, may, type Viewer } from './permissions.ts';
import { tokenReaches, tokenWrites } from './token-scope.ts';
import { ManualTaskState } from './vocabulary.ts';

/** A task that a person carries out in a target without an interface. */
export interface ManualTaskFacts {
  readonly state: ManualTaskState;
  /** Users and groups that own the resource; they do the work. */
  readonly resourceOwnerIds: readonly string[];
  /** Whose access it changes: nobody confirms for themself (domain §4). */
  readonly targetId: string;
}

/** May the viewer complete or reject this task: an owner of the resource or an administrator, never for themself? */
export function manualTaskAbility(viewer: Viewer, task: ManualTaskFacts): Ability {
  if (task.state !== ManualTaskState.OPEN) return no('WRONG_STATE', 'The task is closed already.');
  if (viewer.userId === task.targetId) return no('NOT_FOR_YOURSELF', 'Nobody confirms their own access.');
  const token = all(tokenWrites(viewer), tokenReaches(viewer));
  if (!token.allowed) return token;
  const owner = holds(viewer, task.resourceOwnerIds)
    ? yes('OWN', 'You own the resource.')
    : no('NOT_YOURS', 'Only the owners of the resource do this.');
  return any(owner, may(viewer, 'manualTask.complete'));
}
