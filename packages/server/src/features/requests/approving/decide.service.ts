import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { type DecideApprovalInput } from '@gatehouse/schema/requests/request.inputs';
import { standingGates, type GateFailure } from '@gatehouse/schema/rules/gates';
import { afterDecision } from '@gatehouse/schema/rules/request-flow';
import { shortenSchedule } from '@gatehouse/schema/rules/schedule';
import { mayDecide, stageOutcome, windowOf, type DecideAnswer, type StageDecision } from '@gatehouse/schema/rules/stage-outcome';
import { evidenceHash } from '../../../kernel/audit/evidence-hash.ts';
import { type Change } from '../../../kernel/change.ts';
import { forbidden, Refused, refused } from '../../../kernel/refused.ts';
import { awaitedFor } from '../awaited.ts';
import { aboutRequest } from '../about-request.ts';
import { announceRequest } from '../watching/announce-request.ts';
import { applyStep, type RequestInHand } from '../flow.ts';
import { flowStages } from '../submitting/pre-approved.ts';
import { loadStandingFacts } from '../submitting/request-facts.ts';
import { stageInHand, type StageInHand } from './stage-in-hand.ts';
import { undoInstant } from './undo-window.ts';
import { moveStage } from './move-stage.ts';

/**
 * Decides one stage. The first decision wins, or the quorum; whoever comes later is told who decided, what and when. What
 * follows from it waits for the end of the undo window.
 *
 * @param margin added to the window, in milliseconds, where its answer comes with others: see undo-window.ts.
 * @throws AlreadyDecidedError · FORBIDDEN where it is not theirs to decide · WRONG_STATE · INVALID
 */
export async function decideApproval(change: Change, input: DecideApprovalInput, margin = 0) {
  const hand = await stageInHand(change, input.stageId);
  const { request, stage } = hand;
  const userId = change.viewer.userId;
  if (userId === null) throw forbidden('Only a person decides.');
  const answer = mayDecide(hand.facts, userId, change.now);
  if (!answer.ok) throw await refusal(change, hand, answer);
  const justification = input.justification?.trim() || null;
  if (stage.justificationRequired && justification === null)
    throw refused('INVALID', 'Say why: this stage asks for a reason.', ['justification']);
  const undoUntil = undoInstant(change, margin);
  const decision = change.create(Decision, {
    stage,
    by: change.em.getReference(User, userId),
    decision: input.decision,
    justification,
    at: change.now,
    undoUntil,
    shortenedTo: await shorten(change, hand, input),
  });
  change.audit({
    ...aboutRequest(request),
    action: 'approval.decided',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: {
      decisionId: decision.id,
      decision: input.decision,
      order: stage.order,
      shortenedTo: decision.shortenedTo,
      justificationHash: await evidenceHash(change.em, userId, justification),
    },
  });
  const { at } = decision;
  await settleStage(change, hand, [...hand.facts.decisions, { userId, decision: input.decision, at, undoUntil }]);
  return { accessRequest: request.id };
}

/** What the decisions amount to now, and what follows. */
async function settleStage(change: Change, hand: StageInHand, decisions: readonly StageDecision[]): Promise<void> {
  const { request, stage } = hand;
  const outcome = stageOutcome(decisions, stage.quorum);
  // What one of a quorum says is told to requester and target with the rest.
  if (outcome === 'OPEN') return announceRequest(change, request, windowOf(decisions) === null ? 'EVERYBODY' : 'APPROVERS');
  moveStage(stage, outcome === 'APPROVED' ? 'APPROVE' : 'DENY', change.now);
  // Written before the next one opens: at most one stage of a request is open, row by row.
  await change.em.flush();
  const undoUntil = windowOf(decisions);
  if (undoUntil === null) await takeSoonerEnd(change, hand, stage);
  const facts = await decidedFacts(change, hand, stage, outcome);
  const step = afterDecision({ ...facts, undoUntil, failures: undoUntil === null ? await standing(change, hand) : [] });
  return applyStep(change, hand, step);
}

/** A decided stage as the rule of what follows from it wants to know it. */
export async function decidedFacts(change: Change, hand: RequestInHand, stage: ApprovalStage, outcome: 'APPROVED' | 'DENIED') {
  return {
    state: hand.request.state,
    stages: await flowStages(change, hand),
    decidedOrder: stage.order,
    outcome,
    startsAt: hand.request.startsAt,
    awaited: await awaitedFor(change, hand.request),
    now: change.now,
  };
}

/** The sooner end that those who approved a stage set, once their approval takes effect. */
export async function takeSoonerEnd(
  change: Change,
  { request }: Pick<RequestInHand, 'request'>,
  stage: ApprovalStage,
): Promise<void> {
  for (const { shortenedTo } of await change.em.find(Decision, { stage, takenBackAt: null })) {
    if (shortenedTo && (request.expiresAt === null || shortenedTo < request.expiresAt)) request.expiresAt = shortenedTo;
  }
}

/** What the standing gates say about a request as it is now. */
export async function standing(change: Change, { request }: Pick<StageInHand, 'request'>): Promise<readonly GateFailure[]> {
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
  }).showing({ accessRequest: hand.request.id });
}
