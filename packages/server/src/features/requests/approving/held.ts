import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { type RequestInHand } from '../flow.ts';

/** The stage that was decided last, where its undo window still holds back everything that follows; null for none. */
export function heldStage({ request, stages }: Pick<RequestInHand, 'request' | 'stages'>): ApprovalStage | null {
  if (request.undoUntil === null) return null;
  return stages.filter(({ state }) => state === 'APPROVED' || state === 'DENIED').at(-1) ?? null;
}

/** The stage whose approvers a request is with: it is open, or they decided it and may still take that back. */
export function currentStage(hand: Pick<RequestInHand, 'request' | 'stages'>): ApprovalStage | null {
  return hand.stages.find(({ state }) => state === 'OPEN') ?? heldStage(hand);
}
