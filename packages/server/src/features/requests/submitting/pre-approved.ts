import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { isPreApproved } from '@gatehouse/schema/rules/pre-approval';
import { type FlowStage } from '@gatehouse/schema/rules/request-flow';
import { type Change } from '../../../kernel/change.ts';
import { definitionOf, type RequestInHand } from '../flow.ts';
import { stageDirectory } from '../approving/stage.ts';

/** The stages of a request as its next step looks at them: which of those to come are decided by its requester having asked. */
export function flowStages(change: Change, hand: RequestInHand): Promise<FlowStage[]> {
  return Promise.all(
    hand.stages.map(async (stage) => ({
      order: stage.order,
      state: stage.state,
      preApproved: await preApproved(change, hand, stage),
    })),
  );
}

/** As of now, as everything about a stage is found out when its turn comes. */
async function preApproved(change: Change, hand: RequestInHand, stage: ApprovalStage): Promise<boolean> {
  const { request } = hand;
  if (stage.state !== 'WAITING' || !hand.definition?.requesting.onBehalfPreApproves) return false;
  const definition = definitionOf(hand, stage);
  const context = { targetId: request.target.id, requesterId: request.requester?.id ?? null };
  const directory = await stageDirectory(change, request, definition);
  return isPreApproved(definition, hand.definition.requesting, request.type, context, directory);
}
