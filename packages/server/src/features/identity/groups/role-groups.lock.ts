import { type Change } from '../../../kernel/change.ts';
import { lockWord } from '../../../kernel/lock.ts';

/**
 * A group that carries roles is given with approval only (domain §8). Four changes can break that together though each was
 * fine when it looked: a role given to a group, a group nested in another, rights put into a package, a policy saved. They
 * wait for each other here. Taken before any row.
 */
export function lockRoleGroups(change: Change): Promise<void> {
  return lockWord(change, 'role-groups');
}
