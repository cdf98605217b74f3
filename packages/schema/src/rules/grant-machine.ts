import { defineMachine } from './machine.ts';
import { GrantState } from './vocabulary.ts';

/**
 * What can happen to a grant (domain §2, "Grants").
 * - PROVISION the target has it (given by us, or found there and adopted)
 * - REFUSE the target refused and no retry is left: of giving, or of taking away
 * - RETRY it is tried again, in the direction it failed
 * - REVOKE its last carrier ended: it is to be taken away
 * - REMOVE the target no longer has it
 * - RELEASE its last carrier ended and it was there before us: it stays in the target, without a write
 * - RESUME a new carrier came while it was being taken away; the old operation is fenced off
 * - RESTORE it was lost in the target behind our back and is given again
 */
export type GrantEvent = 'PROVISION' | 'REFUSE' | 'RETRY' | 'REVOKE' | 'REMOVE' | 'RELEASE' | 'RESUME' | 'RESTORE';

const S = GrantState;

/** The grant machine of domain §2. RELEASE is for adopted grants alone (`carriers.ts` decides), RESTORE for lost ones (`lost-grants.ts`). */
export const GRANT_MACHINE = defineMachine<GrantState, GrantEvent>({
  name: 'grant',
  initial: [S.PENDING],
  final: [S.REMOVED],
  table: {
    PENDING: { PROVISION: S.ACTIVE, REFUSE: S.FAILED, REVOKE: S.REVOKING },
    ACTIVE: { REVOKE: S.REVOKING, RELEASE: S.REMOVED, RESTORE: S.PENDING },
    FAILED: { RETRY: S.PENDING, REVOKE: S.REVOKING },
    REVOKING: { REMOVE: S.REMOVED, REFUSE: S.REVOKE_FAILED, RESUME: S.PENDING },
    REVOKE_FAILED: { RETRY: S.REVOKING, RESUME: S.PENDING },
    REMOVED: {},
  },
});

/** Everything but REMOVED counts as the one live grant of its user, resource role and scope. */
export const LIVE_GRANT_STATES: readonly GrantState[] = [S.PENDING, S.ACTIVE, S.FAILED, S.REVOKING, S.REVOKE_FAILED];
