import { all, any, no, yes, type Ability } from './ability.ts';
import { may, type Viewer } from './permissions.ts';
import { isInvolvedIn, mayDecide, mayTakeBack, type DecideRefusalCode, type StageFacts } from './stage-outcome.ts';
import { tokenReaches, tokenWrites } from './token-scope.ts';
import { StageState, type AbilityCode } from './vocabulary.ts';

/** What the viewer may do with an approval stage; served with it as `viewerCan`. */
export interface StageAbilities {
  readonly approve: Ability;
  readonly deny: Ability;
  readonly takeBack: Ability;
  readonly reassign: Ability;
}

/** What a stage's abilities depend on besides itself. */
export interface StageRequestFacts {
  readonly catalogId: string;
  /** Is the stage decided, with what follows from it held back by the undo window? */
  readonly held: boolean;
}

const CODES: Readonly<Record<DecideRefusalCode, AbilityCode>> = {
  ALREADY_DECIDED: 'ALREADY_DECIDED',
  NOT_OPEN: 'WRONG_STATE',
  LAPSED: 'LAPSED',
  NOT_AN_APPROVER: 'NOT_YOURS',
  OWN_REQUEST: 'NOT_FOR_YOURSELF',
};

/** May the viewer decide this stage now, either way? See `mayDecide`. */
export function decideAbility(viewer: Viewer, stage: StageFacts, catalogId: string, now: Date): Ability {
  const answer = mayDecide(stage, viewer.userId ?? '', now);
  if (!answer.ok) return no(CODES[answer.code], answer.message);
  return all(yes('APPROVER', 'You are asked to decide it.'), tokenReaches(viewer, catalogId), tokenWrites(viewer));
}

/**
 * Every ability of a viewer on a stage, each with its reason. Requester and target get the same answers whether it is open
 * or held: they must not learn of a decision that may still be taken back.
 */
export function stageAbilities(viewer: Viewer, stage: StageFacts, request: StageRequestFacts, now: Date): StageAbilities {
  const decide = decideAbility(viewer, stage, request.catalogId, now);
  return {
    approve: decide,
    deny: decide,
    takeBack: takeBack(viewer, stage, request, now),
    reassign: reassign(viewer, stage, request, now),
  };
}

function takeBack(viewer: Viewer, stage: StageFacts, { held, catalogId }: StageRequestFacts, now: Date): Ability {
  return all(takeBackAbility(viewer, stage, held, now), tokenReaches(viewer, catalogId), tokenWrites(viewer));
}

/** May the viewer take back what they decided in this stage? See `mayTakeBack`. */
export function takeBackAbility(viewer: Viewer, stage: StageFacts, held: boolean, now: Date): Ability {
  if (isInvolved(viewer, stage)) return no('NOT_FOR_YOURSELF', 'Nobody decides for themself.');
  const answer = mayTakeBack({ stageState: stage.state, held, decisions: stage.decisions }, viewer.userId ?? '', now);
  if (!answer.ok) return no(answer.code === 'NOTHING_HELD' ? 'WRONG_STATE' : answer.code, answer.message);
  return yes('APPROVER', 'You decided this a moment ago.');
}

function isInvolved({ userId }: Viewer, stage: StageFacts): boolean {
  return userId !== null && isInvolvedIn(stage, userId);
}

/**
 * Whoever is asked may hand an open stage on, and so may whoever manages assignments in the catalog. Requester and target
 * may not: choosing one's own judge is deciding for oneself. `barredFrom` says who may be asked instead.
 */
function reassign(viewer: Viewer, stage: StageFacts, request: StageRequestFacts, now: Date): Ability {
  if (isInvolved(viewer, stage)) return no('NOT_FOR_YOURSELF', 'Nobody chooses who decides their own request.');
  if (stage.state !== StageState.OPEN) return no('WRONG_STATE', 'Only an open stage can be handed on.');
  return any(
    decideAbility(viewer, stage, request.catalogId, now),
    may(viewer, 'stage.reassign', { catalogId: request.catalogId }),
  );
}
