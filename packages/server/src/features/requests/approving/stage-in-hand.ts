import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { type StageFacts } from '@gatehouse/schema/rules/stage-outcome';
import { seen } from '../../../kernel/authz/seen.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound } from '../../../kernel/refused.ts';
import { inHand, type RequestInHand } from '../flow.ts';
import { asStage, stageFacts, type WrittenStage } from '../showing/stage-facts.read.ts';

/** One stage of a request under way, locked with everything above it. */
export interface StageInHand extends RequestInHand {
  stage: ApprovalStage;
  /** What the rules of deciding look at, the same as what is shown. */
  facts: StageFacts;
}

/**
 * Locks target, request and stage, in that order, and loads what deciding needs.
 * @throws NOT_FOUND where there is no such stage, or the viewer has no part in it.
 */
export async function stageInHand(change: Change, stageId: string): Promise<StageInHand> {
  const found = await change.em.findOne(ApprovalStage, stageId, { populate: ['request'] });
  if (!found) throw notFound('approval stage', ['stageId']);
  await lockRow(change, User, found.request.target.id);
  const request = (await lockRow(change, AccessRequest, found.request.id))!;
  const stage = (await lockRow(change, ApprovalStage, stageId))!;
  const written = await seen<WrittenStage, ApprovalStage>(change, ApprovalStage, stageId, stageFacts);
  if (!written) throw notFound('approval stage', ['stageId']);
  return { ...(await inHand(change, request)), stage, facts: asStage(written) };
}
