import { all, no, yes, type Ability } from './ability.ts';
import { isOpenAssignment } from './assignment-machine.ts';
import { may, type Viewer } from './permissions.ts';
import type { ExpirationSettings, RequesterSettings } from './policy.ts';
import { resolveExtension } from './schedule.ts';
import { tokenReaches, tokenWrites } from './token-scope.ts';
import type { AssignmentState } from './vocabulary.ts';

/** An assignment, as the abilities of its viewers depend on it. */
export interface AssignmentAbilityFacts {
  readonly state: AssignmentState;
  /** When it first began. */
  readonly startsAt: Date;
  readonly expiresAt: Date | null;
  /** The old end that its last extension was counted from, null for none. */
  readonly extendedFrom: Date | null;
  readonly targetId: string;
  /** The target's manager. */
  readonly targetManagerId: string | null;
  /** Who answers for the target, where that is a service. */
  readonly targetResponsibleId?: string | null;
  readonly catalogId: string;
  readonly packageRetired: boolean;
  /** Its policy, current version; null if it was deleted. */
  readonly policy: {
    readonly requesting: RequesterSettings;
    readonly expiration: ExpirationSettings;
    readonly hasChangeableQuestion: boolean;
    readonly hasQuestion: boolean;
  } | null;
  /** Is an extension or update of it pending? */
  readonly changePending: boolean;
}

/**
 * What the viewer may do with an assignment; served with it as `viewerCan`.
 * `extend` and `giveUp` are the holder's own; `extendForThem` is their manager's, `endForThem` also that of people the policy
 * names; `end`, `changeEnd` and `editAnswers` are an administrator's, except that `editAnswers` is also the holder's where a
 * question allows it.
 */
export interface AssignmentAbilities {
  readonly extend: Ability;
  readonly giveUp: Ability;
  readonly extendForThem: Ability;
  readonly endForThem: Ability;
  readonly end: Ability;
  readonly changeEnd: Ability;
  readonly editAnswers: Ability;
}

const ANSWERS = 'You answer for this service.';

/** Every ability of a viewer on an assignment, each with its reason. The gates refuse the rest. */
export function assignmentAbilities(viewer: Viewer, facts: AssignmentAbilityFacts, now: Date): AssignmentAbilities {
  const subject = { catalogId: facts.catalogId };
  const { policy } = facts;
  const self = viewer.userId !== null && viewer.userId === facts.targetId;
  const answers = viewer.userId !== null && viewer.userId === facts.targetResponsibleId;
  const when = (condition: boolean, refusal: Ability) => (condition ? yes('OWN', 'It is your access.') : refusal);
  const live = when(isOpenAssignment(facts.state, facts.expiresAt, now), no('WRONG_STATE', 'This access has ended.'));
  const own = when(self, no('NOT_YOURS', 'It is not your access.'));
  const write = all(tokenReaches(viewer, facts.catalogId), tokenWrites(viewer));
  const free = when(!facts.changePending, no('WRONG_STATE', 'Another change of this access is still open.'));
  const byPolicy = (allowed: boolean | undefined, sentence: string) =>
    when(allowed === true, no('NOT_ALLOWED_BY_POLICY', sentence));
  const notSelf = when(!self && !answers, no('NOT_FOR_YOURSELF', 'Nobody changes their own access as an administrator.'));

  const extendable = all(
    when(facts.expiresAt !== null, no('WRONG_STATE', 'This access has no end.')),
    when(!facts.packageRetired, no('WRONG_STATE', 'The package is retired.')),
    byPolicy(policy?.expiration.extensionAllowed, 'Its policy allows no extension; request it again when it is about to end.'),
  );
  const byThemself = byPolicy(policy?.requesting.selfExtend, 'Its policy does not let you extend it yourself.');
  const answersChangeable = byPolicy(policy?.hasChangeableQuestion, 'No answer of it may be changed later.');
  return {
    extend: all(own, live, extendable, byThemself, extensionAbility(facts, now), free, write),
    extendForThem: all(
      answers ? all(yes('OWN', ANSWERS), byThemself) : asManager(viewer, facts),
      live,
      extendable,
      extensionAbility(facts, now),
      free,
      write,
    ),
    // A policy that is gone cannot hold anybody back from giving something up.
    giveUp: all(
      own,
      live,
      byPolicy(policy === null || policy.requesting.selfRemove, 'Its policy does not let you give it up yourself.'),
      write,
    ),
    endForThem: all(
      answers
        ? all(
            yes('OWN', ANSWERS),
            byPolicy(policy === null || policy.requesting.selfRemove, 'Its policy does not let its holder give it up.'),
          )
        : onBehalf(viewer, facts, self),
      live,
      write,
    ),
    end: all(may(viewer, 'assignment.end', subject), live),
    // Also while a change is pending: an end brought nearer overtakes it.
    changeEnd: all(
      may(viewer, 'assignment.extend', subject),
      live,
      notSelf,
      byPolicy(policy !== null, 'The policy it was given under is gone; it can be taken away.'),
    ),
    editAnswers: all(
      self
        ? all(own, answersChangeable, write)
        : all(may(viewer, 'assignment.editAnswers', subject), byPolicy(policy?.hasQuestion, 'Its policy asks no questions.')),
      live,
      free,
    ),
  };
}

/** The longest extension there can be now: where that is refused, every other one is too. */
function extensionAbility(facts: AssignmentAbilityFacts, now: Date): Ability {
  const { policy, startsAt, expiresAt, extendedFrom } = facts;
  if (policy === null) return no('NOT_ALLOWED_BY_POLICY', 'The policy it was given under is gone.');
  const answer = resolveExtension(
    {
      expiration: policy.expiration,
      mayChoose: false,
      byAdministrator: false,
      startsAt,
      currentEnd: expiresAt,
      extendedFrom,
      now,
    },
    { startsAt: null, expiresAt: null, duration: null },
  );
  if (answer.ok) return yes('OWN', 'It is about to end.');
  const { possibleFrom } = answer.bounds;
  return possibleFrom === null
    ? no('NOT_ALLOWED_BY_POLICY', answer.message)
    : { ...no('TOO_EARLY', answer.message), from: possibleFrom };
}

/** A manager, where the policy lets managers act on behalf (domain §11). */
function asManager({ userId }: Viewer, { targetId, targetManagerId, policy }: AssignmentAbilityFacts): Ability {
  const manages = userId !== null && userId !== targetId && userId === targetManagerId;
  if (!manages) return no('NOT_YOURS', 'You are not their manager.');
  return policy?.requesting.managerOnBehalf
    ? yes('OWN', 'You are their manager.')
    : no('NOT_ALLOWED_BY_POLICY', 'Its policy does not let managers act for their people.');
}

function onBehalf(viewer: Viewer, facts: AssignmentAbilityFacts, self: boolean): Ability {
  const { userId } = viewer;
  if (userId === null || self) return no('NOT_YOURS', 'This is for ending somebody else’s access.');
  const manages = userId === facts.targetManagerId;
  const { policy } = facts;
  if (policy === null)
    return manages ? yes('OWN', 'You are their manager.') : no('NOT_YOURS', 'You may not act for this person.');
  if (manages && policy.requesting.managerOnBehalf) return yes('OWN', 'You are their manager.');
  return policy.requesting.onBehalfUserIds.includes(userId)
    ? yes('OWN', 'The policy names you.')
    : no('NOT_YOURS', 'You may not act for this person.');
}
