import { isLiveAssignment } from './assignment-machine.ts';
import { DEFAULT_EXTENSION_WINDOW, extendableFrom } from './extension-window.ts';
import type { Agreed, Failing } from './gate.ts';
import type { GateAssignment } from './gate-details.ts';
import type { AssignmentFacts, GateFacts, StandingFacts } from './gate-facts.ts';
import { mayBeExtendedUnder } from './gate-policy.ts';

type AddFacts = Pick<GateFacts, 'assignment' | 'policies' | 'target' | 'now'>;

/** Gate 9, ALREADY_ASSIGNED, of a request that is asked for: only what follows the assignment passes it. */
export function alreadyAssigned(facts: AddFacts): Failing<GateAssignment> | null {
  const live = liveAssignment(facts);
  return live === null || addFollows(facts) !== null ? null : inTheWay(live, addableFrom(live, facts));
}

/** The same at approval and start: a request may follow an assignment if it starts no sooner than that ends. */
export function stillAssigned(facts: Pick<Agreed, 'assignment' | 'now' | 'agreed'>): Failing<GateAssignment> | null {
  const live = liveAssignment(facts);
  if (live === null) return null;
  const { startsAt } = facts.agreed;
  const follows = live.expiresAt !== null && startsAt !== null && startsAt >= live.expiresAt;
  return follows ? null : inTheWay(live, live.expiresAt);
}

/**
 * The end of a live assignment that a fresh add would follow, or null. Inside the extension window an assignment that
 * cannot be extended no longer stands in the way of a new one, which then starts at the old end (domain §3, gate 9).
 */
export function addFollows(facts: AddFacts): Date | null {
  const live = liveAssignment(facts);
  if (live === null) return null;
  const from = addableFrom(live, facts);
  return from !== null && from < live.expiresAt! && from <= facts.now ? live.expiresAt : null;
}

/** From when on an add is accepted again: inside the window where it cannot be extended, else at its end; null: never ends. */
function addableFrom(live: AssignmentFacts, { policies, target }: Pick<GateFacts, 'policies' | 'target'>): Date | null {
  const { startsAt, expiresAt, extendedFrom } = live;
  if (expiresAt === null) return null;
  const own = policies.find(({ definition }) => definition.policyId === live.policyId);
  if (own !== undefined && mayBeExtendedUnder(own, target)) return expiresAt;
  const window = own?.definition.expiration.extensionWindow ?? DEFAULT_EXTENSION_WINDOW;
  return extendableFrom({ window, startsAt, expiresAt, extendedFrom });
}

function liveAssignment({ assignment, now }: Pick<StandingFacts, 'assignment' | 'now'>): AssignmentFacts | null {
  return assignment !== null && isLiveAssignment(assignment.state, assignment.expiresAt, now) ? assignment : null;
}

function inTheWay({ id, expiresAt }: AssignmentFacts, requestableFrom: Date | null): Failing<GateAssignment> {
  return {
    message:
      requestableFrom === null
        ? 'The person already has this package, without an end.'
        : requestableFrom === expiresAt
          ? 'The person already has this package; it can be requested again when it has ended.'
          : 'The person already has this package; it can be requested again shortly before it ends.',
    fixedBy: 'NOBODY',
    details: { type: 'GateAssignment', assignmentId: id, expiresAt, requestableFrom },
  };
}
