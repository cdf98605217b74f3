import { User } from '@gatehouse/schema/identity/user.entity';
import { type BlockUserInput, type RestoreUserInput, type UnblockUserInput } from '@gatehouse/schema/identity/user.inputs';
import { type UserState } from '@gatehouse/schema/rules/vocabulary';
import { type UpdateInput } from '@gatehouse/schema/shared/inputs';
import { demandCan } from '../../../kernel/authz/demand-can.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { refused } from '../../../kernel/refused.ts';
import { keepAnAdministrator } from '../roles/last-administrator.ts';
import { leave, letIn, shutOut } from './leave.ts';
import { demandFreeMail } from './user.facts.ts';

/** Ends somebody's sign-in until further notice. What becomes of their sessions, requests and access follows from `userBlocked`. */
export async function blockUser(change: Change, input: BlockUserInput) {
  const administratorRemains = await keepAnAdministrator(change, ['id']);
  const user = await lockUser(change, input, 'block', ['ACTIVE'], 'Only an active user can be blocked.');
  await shutOut(change, user, 'ADMINISTRATIVE', administratorRemains);
  return { user: user.id };
}

/** Lets somebody sign in again. Their ended sessions and tokens stay ended. */
export async function unblockUser(change: Change, input: UnblockUserInput) {
  const user = await lockUser(change, input, 'block', ['BLOCKED'], 'This user is not blocked.');
  await letIn(change, user);
  return { user: user.id };
}

/**
 * Deletes somebody: roles and memberships end at once, their mail address is free, and `userDeleted` ends their sign-in,
 * requests and access. The posts that others gave them (approver, owner of a resource, manager) stay named and are
 * skipped wherever they would act, so that whoever looks for a successor finds them.
 */
export async function deleteUser(change: Change, input: UpdateInput) {
  const administratorRemains = await keepAnAdministrator(change, ['id']);
  const user = await lockUser(change, input, 'delete', ['ACTIVE', 'BLOCKED'], 'This user is deleted already.');
  await leave(change, user, administratorRemains);
  return { deletedId: user.id };
}

/** Brings a deleted user back within 30 days, blocked if they were; never their access, roles or memberships. */
export async function restoreUser(change: Change, input: RestoreUserInput) {
  const user = await lockUser(change, input, 'delete', ['DELETED'], 'This user is not deleted.');
  if (input.email !== undefined) user.email = input.email;
  if (user.email) await demandFreeMail(change, user.email, user.id);
  user.state = user.blockReason ? 'BLOCKED' : 'ACTIVE';
  user.deletedAt = null;
  change.audit({ action: 'user.restored', subject: { type: 'User', id: user.id }, targetId: user.id });
  return { user: user.id };
}

/** @throws FORBIDDEN where the viewer never may, WRONG_STATE where it is too late or not the time. */
async function lockUser(
  change: Change,
  input: UpdateInput,
  ability: keyof User['viewerCan'],
  states: readonly UserState[],
  sentence: string,
) {
  const user = await lockFresh(change, User, input, 'user');
  await demandCan(change, User, user.id, ability, ['id']);
  if (!states.includes(user.state)) throw refused('WRONG_STATE', sentence, ['id']);
  return user;
}
