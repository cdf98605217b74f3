import { afterUndoWindow } from '@gatehouse/schema/rules/request-flow';
import { type Change } from '../../../kernel/change.ts';
import { aboutRequest } from '../about-request.ts';
import { decidedFacts, standing, takeSoonerEnd } from './decide.service.ts';
import { applyStep, type RequestInHand } from '../flow.ts';
import { heldStage } from './held.ts';
import { set } from '../../../kernel/set.ts';

/** The undo window of a locked request is over: what its last decision led to happens now, and people are told. */
export async function closeUndoWindow(change: Change, hand: RequestInHand): Promise<void> {
  const { request } = hand;
  const stage = heldStage(hand);
  if (!stage || (stage.state !== 'APPROVED' && stage.state !== 'DENIED')) throw new Error(`nothing of ${request.id} is held`);
  const outcome = stage.state;
  const { undoUntil } = request;
  set(request, { undoUntil: null, dueAt: null });
  if (outcome === 'APPROVED') await takeSoonerEnd(change, hand, stage);
  const failures = outcome === 'APPROVED' ? await standing(change, hand) : [];
  const step = afterUndoWindow({ ...(await decidedFacts(change, hand, stage, outcome)), undoUntil, failures });
  if (!step) throw new Error(`the undo window of ${request.id} is still open`);
  change.audit({
    ...aboutRequest(request),
    action: 'approval.took_effect',
    subject: { type: 'ApprovalStage', id: stage.id },
    details: { outcome, order: stage.order },
  });
  if (step.ok && step.event === 'DELIVER') change.audit({ ...aboutRequest(request), action: 'request.started' });
  await applyStep(change, hand, step);
}
