import type { HoldersOutside } from './vocabulary.ts';

/** A scope is about to be narrowed: what that does to the people inside, and what its editor chose. */
export interface NarrowingFacts {
  /** How many hold access under the policy who are in its scope and would not be any more. */
  readonly holders: number;
  readonly choice: HoldersOutside | null;
  readonly reason: string | null;
  /** What was sent as the preview's confirmation, and what it says now. */
  readonly confirmation: { readonly sent: string | null; readonly now: string };
}

/** What becomes of them, or what is missing. */
export type Narrowing =
  | { readonly ok: true; readonly becomes: HoldersOutside | null }
  | { readonly ok: false; readonly code: 'CONFIRMATION_REQUIRED' | 'INVALID'; readonly path: string; readonly message: string };

/** Ending the access of more people than this needs the preview's confirmation. */
export const UNCONFIRMED_LEAVERS = 25;

/**
 * What becomes of those whom a policy is not for any more (domain §4 "Edits while people are inside"): whoever saves the
 * policy chooses. Ending access needs a reason, and ending that of many people needs a confirmation that they looked. The
 * confirmation names what they looked at and not how many people it is about, because that number moves.
 */
export function narrowing({ holders, choice, reason, confirmation }: NarrowingFacts): Narrowing {
  if (holders === 0) return { ok: true, becomes: null };
  const people = holders === 1 ? '1 person who holds' : `${holders} people who hold`;
  if (choice === null) {
    const message = `This leaves out ${people} access under this policy. Say whether they keep it until its end, or it ends now.`;
    return { ok: false, code: 'CONFIRMATION_REQUIRED', path: 'holdersOutside', message };
  }
  if (choice === 'KEEP') return { ok: true, becomes: 'KEEP' };
  if (reason === null || reason.trim() === '')
    return { ok: false, code: 'INVALID', path: 'holdersOutsideReason', message: 'Say why: those who lose access are told.' };
  if (holders > UNCONFIRMED_LEAVERS && confirmation.sent !== confirmation.now) {
    const message = `This would end the access of ${holders} people. Look at policyScopePreview and send its confirmation.`;
    return { ok: false, code: 'CONFIRMATION_REQUIRED', path: 'confirmation', message };
  }
  return { ok: true, becomes: 'END' };
}

/** One of them, when it is their turn. */
export interface LeaverFacts {
  readonly open: boolean;
  /** Do they still hold it under this policy? */
  readonly underPolicy: boolean;
  /** Is the policy for them again, by what it or their groups say now? */
  readonly inScope: boolean;
}

/** Does their access end? Not if it has ended already, or if the policy is for them again. */
export function leaves({ open, underPolicy, inScope }: LeaverFacts): boolean {
  return open && underPolicy && !inScope;
}
