import { moved } from './machine.ts';
import { GRANT_MACHINE, type GrantEvent } from './grant-machine.ts';
import { isOpenAssignment } from './assignment-machine.ts';
import { AdoptedGrantEnd, type AssignmentState, GrantOrigin, GrantState } from './vocabulary.ts';

/** A grant as its carriers change. */
export interface GrantFacts {
  readonly state: GrantState;
  readonly origin: GrantOrigin;
  /** Since when the target does not have it any more, behind our back; null: it is as it should be. */
  readonly lostAt: Date | null;
}

/**
 * What to do with a grant.
 * - NONE nothing: it is carried already, or others still carry it
 * - PROVISION queue an operation that gives it
 * - REVOKE queue an operation that takes it away
 * - RELEASE it was there before us: it leaves our books, nothing is written
 *
 * Giving and taking are a new turn of intent: an operation that may still be running for the old one counts no more.
 * `state` is the grant's next state; null only where there is no grant yet (make one, PENDING).
 */
export interface GrantStep {
  readonly action: 'NONE' | 'PROVISION' | 'REVOKE' | 'RELEASE';
  readonly event: GrantEvent | null;
  readonly state: GrantState;
}

function stepBy(grant: GrantFacts, event: GrantEvent, action: GrantStep['action']): GrantStep {
  return { action, event, state: moved(GRANT_MACHINE, grant.state, event) };
}

/**
 * An assignment begins to carry a right (domain §2 "Grants: reference-counted"): only the first carrier provisions. A grant
 * just being taken away turns round; one that failed or was lost is given again, because it is needed anew.
 *
 * @param grant the live grant of this user, role and scope; null or REMOVED: there is none, a new one begins.
 */
export function carrierAdded(grant: GrantFacts | null): GrantStep {
  if (grant === null || grant.state === GrantState.REMOVED)
    return { action: 'PROVISION', event: null, state: GrantState.PENDING };
  switch (grant.state) {
    case GrantState.ACTIVE:
      if (grant.lostAt !== null) return givenAgain(grant);
      return { action: 'NONE', event: null, state: grant.state };
    case GrantState.PENDING:
      return { action: 'NONE', event: null, state: grant.state };
    case GrantState.FAILED:
      return stepBy(grant, 'RETRY', 'PROVISION');
    case GrantState.REVOKING:
    case GrantState.REVOKE_FAILED:
      return stepBy(grant, 'RESUME', 'PROVISION');
  }
}

/** A right that was lost behind our back is given again (domain §2): by a new carrier, by setting, or by hand. */
export function givenAgain(grant: GrantFacts): GrantStep {
  return stepBy(grant, 'RESTORE', 'PROVISION');
}

/**
 * An assignment stops carrying a right: only the last carrier's end takes it away, and an adopted right stays unless
 * the connector's setting says otherwise. A hand-over (a fresh add at the old end) adds the new carrier before the
 * old one ends, so nothing is revoked in between.
 *
 * @param remaining how many live assignments still carry it, without the one that ended.
 */
export function carrierEnded(grant: GrantFacts, remaining: number, adoptedEnd: AdoptedGrantEnd): GrantStep {
  const open = grant.state === GrantState.PENDING || grant.state === GrantState.ACTIVE || grant.state === GrantState.FAILED;
  if (remaining > 0 || !open) return { action: 'NONE', event: null, state: grant.state };
  if (grant.origin === GrantOrigin.ADOPTED && adoptedEnd === AdoptedGrantEnd.KEEP && grant.state === GrantState.ACTIVE) {
    return stepBy(grant, 'RELEASE', 'RELEASE');
  }
  // Even a grant that failed is taken away: the target may have done it without telling us.
  return stepBy(grant, 'REVOKE', 'REVOKE');
}

/**
 * Does this step give somebody a new right, or take away one that they had? Not if something else carries the right too, if
 * it never came true, or if it stays in the target anyway.
 */
export function rightMoves(before: GrantFacts | null, { action }: GrantStep): boolean {
  if (action === 'PROVISION') return true;
  return action === 'REVOKE' && before?.state === GrantState.ACTIVE;
}

/** One right: which role, in which scope of its target. */
export interface Right {
  readonly resourceRoleId: string;
  readonly scope: string;
}

/** A right as one word, by which those that a package gives and an assignment carries are compared. */
export function wordOfRight({ resourceRoleId, scope }: Right): string {
  return `${resourceRoleId} ${scope}`;
}

/** The right that a word means. */
export function rightOfWord(word: string): Right {
  const end = word.indexOf(' ');
  return { resourceRoleId: word.slice(0, end), scope: word.slice(end + 1) };
}

/** An assignment of a package whose roles change. */
export interface RoleChangeAssignment {
  readonly id: string;
  readonly userId: string;
  readonly state: AssignmentState;
  readonly expiresAt: Date | null;
  /** The rights it carries now, as words. */
  readonly rights: readonly string[];
}

/** What has to change for one assignment so that it carries what its package holds. */
export interface RoleChange {
  readonly assignmentId: string;
  readonly userId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * The plan of a change of a package's roles: what each live assignment gains and loses. It compares with what each
 * one carries, not with the roles before, so a plan half carried out is simply made again. Its length is the preview.
 *
 * @param rights those the package is to give, as words.
 */
export function planRoleChange(rights: readonly string[], assignments: readonly RoleChangeAssignment[], now: Date): RoleChange[] {
  return assignments
    .filter((assignment) => isOpenAssignment(assignment.state, assignment.expiresAt, now))
    .map(({ id, userId, rights: carried }) => ({
      assignmentId: id,
      userId,
      add: rights.filter((right) => !carried.includes(right)),
      remove: carried.filter((right) => !rights.includes(right)),
    }))
    .filter(({ add, remove }) => add.length + remove.length > 0);
}
