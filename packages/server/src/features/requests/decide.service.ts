import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { type DecideApprovalInput, type TakeBackDecisionInput } from '@gatehouse/schema/requests/request.inputs';
import { formatDuration } from '@gatehouse/schema/rules/duration';
import { standingGates } from '@gatehouse/schema/rules/gates';
import { type GateFailure } from '@gatehouse/schema/rules/gate-codes';
import { afterStageApproved, afterStageDenied, afterTakeBack } from '@gatehouse/schema/rules/request-flow';
import { shortenSchedule } from '@gatehouse/schema/rules/schedule';
import { mayDecide, mayTakeBack, stageOutcome, type DecideAnswer } from '@gatehouse/schema/rules/stage-outcome';
import { evidenceHash } from '../../audit/evidence-hash.ts';
import { type Change } from '../../change.ts';
import { forbidden, Refused, refused } from '../../refused.ts';
import { aboutRequest } from './about-request.ts';
import { announceRequest } from './announce-request.ts';
import { applyStep, definitionOf } from './flow.ts';
import { loadStandingFacts } from './request-facts.ts';
import { nextDue } from './stage.ts';
import { stageInHand, type StageInHand } from './stage-in-hand.ts';

/**
 * Decides one stage. The first decision wins, or the quorum; whoever comes later is told who decided, what and when.
 * @throws AlreadyDecidedError · FORBIDDEN where it is not theirs to decide · WRONG_STATE · INVALID
 */
export async function decideApproval(change: Change, input: DecideApprovalInput) {
  const hand = await stageInHand(change, input.stageId);
  const { request, stage } = hand;
  const userId = change.viewer.userId;
  if (userId === null) throw forbidden('Only a person decides.');
  const answer = mayDecide(hand.facts, userId, change.now);
  if (!answer.ok) throw await refusal(change, hand, answer);
  const justification = input.justification?.trim() || null;
  if (stage.justificationRequired && justification === null)
    throw refused('INVALID', 'Say why: this stage asks for a reason.', ['justification']);
  const shortened = await shorten(change, hand, input);
  change.create(Decision, {
    stage,
    by: change.em.getReference(User, userId),
    decision: input.decision,
    justification,
    at: change.now,
    shortenedTo: shortened,
    replacedExpiresAt: shortened ? request.expiresAt : null,
  });
  if (shortened) request.expiresAt = shortened;
  change.audit({
    ...aboutRequest(request),
    action: 'approval.decided',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: {
      decision: input.decision,
      order: stage.order,
      shortenedTo: shortened,
      justificationHash: await evidenceHash(change.em, userId, justification),
    },
  });
  await settleStage(change, hand, input.decision, userId);
  return { accessRequest: request.id };
}

/** What the decisions amount to now, and what follows. */
async function settleStage(
  change: Change,
  hand: StageInHand,
  decision: DecideApprovalInput['decision'],
  userId: string,
): Promise<void> {
  const { request, stage, stages } = hand;
  const outcome = stageOutcome([...hand.facts.decisions, { userId, decision, at: change.now }], stage.quorum);
  if (outcome === 'OPEN') return announceRequest(change, request);
  Object.assign(stage, { state: outcome, closedAt: change.now, nextDueAt: null });
  // Written before the next one opens: at most one stage of a request is open, row by row.
  await change.em.flush();
  if (outcome === 'DENIED') return applyStep(change, hand, afterStageDenied(request.state));
  const step = afterStageApproved({
    state: request.state,
    stages: stages.map(({ order, state }) => ({ order, state, preApproved: false })),
    approvedOrder: stage.order,
    failures: await standing(change, hand),
    startsAt: request.startsAt,
    undoWindow: formatDuration(change.app.config.undoWindowMs),
    now: change.now,
  });
  return applyStep(change, hand, step);
}

/** What the standing gates say about a request as it is now. */
export async function standing(change: Change, { request }: Pick<StageInHand, 'request'>): Promise<GateFailure[]> {
  const asked = { type: request.type, changes: request.changes, requestId: request.id };
  await change.em.populate(request, ['target']);
  const { facts } = await loadStandingFacts(change, change.em, asked, request.accessPackage, request.target);
  return standingGates(facts, request);
}

async function shorten(change: Change, { request }: StageInHand, input: DecideApprovalInput): Promise<Date | null> {
  if (input.expiresAt == null || input.decision === 'DENY') return null;
  // Only what an extension adds can be shortened: until its old end the person has the access anyway.
  const extended = request.assignment && (await change.em.findOneOrFail(Assignment, request.assignment.id));
  const answer = shortenSchedule(request, input.expiresAt, extended?.expiresAt ?? null, change.now);
  if (!answer.ok) throw refused('INVALID', answer.message, ['expiresAt']);
  return answer.schedule.expiresAt;
}

async function refusal(change: Change, hand: StageInHand, answer: Extract<DecideAnswer, { ok: false }>): Promise<Error> {
  if (answer.code === 'OWN_REQUEST' || answer.code === 'NOT_AN_APPROVER') return forbidden(answer.message);
  if (answer.code !== 'ALREADY_DECIDED' || !answer.decided)
    return refused('WRONG_STATE', answer.message, ['stageId']).showing({ accessRequest: hand.request.id });
  const { userId, decision, at } = answer.decided;
  const by = await change.em.findOneOrFail(User, userId);
  const said = decision === 'APPROVE' ? 'approved' : 'denied';
  return new Refused({
    type: 'AlreadyDecidedError',
    code: 'ALREADY_DECIDED',
    path: ['stageId'],
    message: userId === change.viewer.userId ? `You ${said} this already.` : `${by.name} ${said} this first.`,
    by: { id: by.id, name: by.name },
    decision,
    at,
  } as never).showing({ accessRequest: hand.request.id });
}

/**
 * Takes the last approval back while its undo window is open: the stage opens again, its decide-by unchanged.
 * @throws UNDO_WINDOW_OVER · WRONG_STATE · FORBIDDEN where somebody else decided
 */
export async function takeBackDecision(change: Change, input: TakeBackDecisionInput) {
  const hand = await stageInHand(change, input.stageId);
  const { request, stage } = hand;
  const last = hand.stages.filter(({ state }) => state === 'APPROVED').at(-1);
  // Behind a later stage's approval an earlier one is not opened again: that would take back what somebody else decided.
  if (last?.id !== stage.id)
    throw refused('WRONG_STATE', 'There is no decision here that could be taken back.', ['stageId']).showing({
      accessRequest: request.id,
    });
  const answer = mayTakeBack(
    { requestState: request.state, decisions: hand.facts.decisions, undoUntil: request.undoUntil },
    change.viewer.userId ?? '',
    change.now,
  );
  if (!answer.ok) {
    if (answer.code === 'NOT_YOURS') throw forbidden(answer.message);
    throw refused(answer.code === 'WINDOW_OVER' ? 'UNDO_WINDOW_OVER' : 'WRONG_STATE', answer.message, ['stageId']).showing({
      accessRequest: request.id,
    });
  }
  const own = hand.decisions.filter(({ by }) => by?.id === change.viewer.userId).at(-1)!;
  own.takenBackAt = change.now;
  if (own.shortenedTo) request.expiresAt = own.replacedExpiresAt;
  change.audit({ ...aboutRequest(request), action: 'approval.taken_back', subject: { type: 'ApprovalStage', id: stage.id } });
  await applyStep(change, hand, afterTakeBack(request.state, stage.order));
  stage.nextDueAt = nextDue(stage, definitionOf(hand, stage));
  return { accessRequest: request.id };
}
