import { addDuration, parseDuration } from './duration.ts';
import type { StageDefinition } from './policy.ts';
import { DecisionKind, StageState } from './vocabulary.ts';

/** One person's answer in a stage. Decisions that were taken back are not passed to these rules. */
export interface StageDecision {
  readonly userId: string;
  readonly decision: DecisionKind;
  readonly at: Date;
  /** Until when whoever gave it may take it back; null where there was no undo window. */
  readonly undoUntil: Date | null;
}

/** An open or closed stage, as the rules of deciding look at it. */
export interface StageFacts {
  readonly state: StageState;
  /** Everybody asked, escalation and reassignment included. */
  readonly approverIds: readonly string[];
  readonly decisions: readonly StageDecision[];
  readonly quorum: number;
  readonly decideBy: Date | null;
  readonly targetId: string;
  readonly requesterId: string | null;
  /** Who is one with requester or target: whoever answers for a service among them, and the services these answer for. */
  readonly alsoInvolvedIds: readonly string[];
}

/** What decisions amount to. */
export type StageOutcome = 'OPEN' | 'APPROVED' | 'DENIED';

/**
 * What the decisions of an open stage amount to: any denial ends it, otherwise `quorum` different people must approve
 * (domain §5).
 */
export function stageOutcome(decisions: readonly StageDecision[], quorum: number): StageOutcome {
  if (decisions.some(({ decision }) => decision === DecisionKind.DENY)) return 'DENIED';
  return new Set(decisions.map(({ userId }) => userId)).size >= quorum ? 'APPROVED' : 'OPEN';
}

export type DecideRefusalCode = 'ALREADY_DECIDED' | 'NOT_OPEN' | 'LAPSED' | 'NOT_AN_APPROVER' | 'OWN_REQUEST';

/** May somebody decide? For ALREADY_DECIDED with the decision that stands. */
export type DecideAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: DecideRefusalCode; readonly message: string; readonly decided: StageDecision | null };

/** Is it a request of this person, or about them, or about a service for which they answer? */
export function isInvolvedIn(stage: Pick<StageFacts, 'targetId' | 'requesterId' | 'alsoInvolvedIds'>, userId: string): boolean {
  return userId === stage.targetId || userId === stage.requesterId || stage.alsoInvolvedIds.includes(userId);
}

/**
 * May this person decide this stage now (domain §5)? The first decision wins, or the quorum; whoever comes later is told
 * who decided and when. A stage has lapsed from its decide-by on, even if no job has said so yet. Requester and target are
 * refused even if they are listed, in case the routing let them through.
 */
export function mayDecide(stage: StageFacts, userId: string, now: Date): DecideAnswer {
  const refuse = (code: DecideRefusalCode, message: string, decided: StageDecision | null = null): DecideAnswer => ({
    ok: false,
    code,
    message,
    decided,
  });
  if (isInvolvedIn(stage, userId)) return refuse('OWN_REQUEST', 'Nobody decides for themself.');
  if (!stage.approverIds.includes(userId)) return refuse('NOT_AN_APPROVER', 'You are not asked to decide this.');
  const last = latest(stage.decisions);
  if (stage.state === StageState.APPROVED || stage.state === StageState.DENIED)
    return refuse('ALREADY_DECIDED', 'Somebody has already decided this.', last);
  if (stage.state === StageState.EXPIRED) return refuse('LAPSED', 'The time to decide this is over.');
  if (stage.state !== StageState.OPEN) return refuse('NOT_OPEN', 'This is not open for a decision.');
  const own = stage.decisions.find((decision) => decision.userId === userId);
  if (own) return refuse('ALREADY_DECIDED', 'You have already decided this; it waits for others.', own);
  if (stage.decideBy !== null && stage.decideBy <= now) return refuse('LAPSED', 'The time to decide this is over.');
  return { ok: true };
}

/** The approvers of an open stage it still waits for: asked, not answered. */
export function waitsFor(stage: StageFacts): string[] {
  if (stage.state !== StageState.OPEN) return [];
  return stage.approverIds.filter((userId) => !stage.decisions.some((decision) => decision.userId === userId));
}

function latest(decisions: readonly StageDecision[]): StageDecision | null {
  return decisions.reduce<StageDecision | null>((last, next) => (last === null || next.at >= last.at ? next : last), null);
}

/** When things fall due in a stage, fixed when it opens. */
export interface StageTimes {
  readonly decideBy: Date;
  readonly escalatesAt: Date | null;
  /** In order; those that would fall at or after `decideBy` are left out. */
  readonly reminders: readonly { readonly after: string; readonly at: Date }[];
}

/** The due times of a stage that opens at `openedAt`. @throws RangeError when the definition holds no duration. */
export function stageTimes(stage: StageDefinition, openedAt: Date): StageTimes {
  const decideBy = addDuration(openedAt, stage.decideWithin);
  // Nothing is promised that would ask nobody.
  const escalates = stage.escalateAfter !== null && stage.approvers.some(({ role }) => role === 'ESCALATION');
  const escalatesAt = escalates ? addDuration(openedAt, stage.escalateAfter!) : null;
  const reminders = [...new Set(stage.reminders)]
    .map((after) => ({ after, at: addDuration(openedAt, after) }))
    .filter(({ at }) => at < decideBy)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return { decideBy, escalatesAt, reminders };
}

/** Something a job has to do with an open stage. `at` is when it should have been done. */
export type StageWork =
  | { readonly kind: 'ESCALATE' | 'LAPSE'; readonly at: Date }
  | { readonly kind: 'REMIND'; readonly at: Date; readonly after: string };

/**
 * What is due in an open stage now, in the order it should have been done, each once (domain §13). Where the stage
 * has lapsed by now, its reminders are dropped: nobody could follow them.
 *
 * @param done what was done before: escalated or not, and the reminders sent (by their `after`).
 */
export function stageWorkDue(
  times: StageTimes,
  done: { readonly escalated: boolean; readonly remindersSent: readonly string[] },
  now: Date,
): StageWork[] {
  const lapsed = times.decideBy <= now;
  const escalate: StageWork[] =
    times.escalatesAt !== null && times.escalatesAt <= now && !done.escalated
      ? [{ kind: 'ESCALATE', at: times.escalatesAt }]
      : [];
  const reminders = lapsed ? [] : times.reminders.filter(({ at, after }) => at <= now && !done.remindersSent.includes(after));
  // Stable: at one instant people are added before they are reminded.
  const work: StageWork[] = [...escalate, ...reminders.map(({ at, after }): StageWork => ({ kind: 'REMIND', at, after }))];
  work.sort((a, b) => a.at.getTime() - b.at.getTime());
  return lapsed ? [...work, { kind: 'LAPSE', at: times.decideBy }] : work;
}

/** A stage somebody may want to take a decision back in. */
export interface TakeBackFacts {
  readonly stageState: StageState;
  /** Is it decided, with everything that follows held back by the undo window? */
  readonly held: boolean;
  readonly decisions: readonly StageDecision[];
}

export type TakeBackAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'NOTHING_HELD' | 'WINDOW_OVER' | 'NOT_YOURS'; readonly message: string };

const NOTHING_HELD = 'There is no decision here that could be taken back.';

/**
 * May this person take their decision back (domain §2)? Whoever decided may, approval or denial, in any stage, while their
 * own window runs and nothing has followed from it: the stage is held, or still waits for others of its quorum.
 */
export function mayTakeBack({ stageState, held, decisions }: TakeBackFacts, userId: string, now: Date): TakeBackAnswer {
  const own = decisions.find((decision) => decision.userId === userId);
  if (!own && decisions.length > 0)
    return { ok: false, code: 'NOT_YOURS', message: 'Only the person who decided can take it back.' };
  if (!own) return { ok: false, code: 'NOTHING_HELD', message: NOTHING_HELD };
  if (own.undoUntil === null || own.undoUntil <= now)
    return { ok: false, code: 'WINDOW_OVER', message: 'The time to take this decision back is over.' };
  return held || stageState === StageState.OPEN ? { ok: true } : { ok: false, code: 'NOTHING_HELD', message: NOTHING_HELD };
}

/** When the last undo window of these decisions closes; null where none has one. */
export function windowOf(decisions: readonly StageDecision[]): Date | null {
  return decisions.reduce<Date | null>(
    (last, { undoUntil }) => (undoUntil !== null && (last === null || undoUntil > last) ? undoUntil : last),
    null,
  );
}

/** The shortest time after which a stage may escalate, ISO 8601 (domain §4). */
export const SHORTEST_ESCALATION = 'PT1H';

/**
 * The default of `escalateAfter`: half of the time to decide, at least an hour; null where not even that fits.
 *
 * @param decideWithin ISO 8601. @returns milliseconds.
 */
export function defaultEscalationMs(decideWithin: string): number | null {
  const whole = parseDuration(decideWithin);
  const shortest = parseDuration(SHORTEST_ESCALATION);
  return whole < shortest ? null : Math.max(whole / 2, shortest);
}
