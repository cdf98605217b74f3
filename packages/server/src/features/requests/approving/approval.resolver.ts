import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { ApprovalStageListArgs } from '@gatehouse/schema/requests/approval-stage.filters';
import {
  DecideApprovalInput,
  DecideApprovalsInput,
  ReassignApprovalInput,
  TakeBackDecisionInput,
  TakeBackDecisionsInput,
} from '@gatehouse/schema/requests/request.inputs';
import { AccessRequestPayload, AccessRequestsPayload } from '@gatehouse/schema/requests/request.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { type Change } from '../../../kernel/change.ts';
import { act, actEach } from '../../../kernel/graphql/act.ts';
import { SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import { ALL_STAGES, APPROVAL_QUEUE } from '../showing/approval-stage.read.ts';
import * as decisions from './decide.service.ts';
import { reassignApproval } from './stage-people.service.ts';
import { takeBackDecision } from './take-back.service.ts';
import { alignWindows, TOGETHER_MARGIN_MS } from './undo-window.ts';

const ApprovalStageConnection = connectionOf('ApprovalStage', () => ApprovalStage);
const REQUEST = { accessRequest: AccessRequest };

@Resolver()
export class ApprovalResolver {
  @Query(() => ApprovalStageConnection, { description: 'Open approval stages that wait for your decision, the oldest first.' })
  @SignedIn()
  approvals(@Args(() => ApprovalStageListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(ApprovalStage, op, args, info, APPROVAL_QUEUE);
  }

  @Query(() => ApprovalStageConnection, { description: 'Approval stages of the requests you may see, the latest first.' })
  @SignedIn({ inCatalogs: true })
  approvalStages(
    @Args(() => ApprovalStageListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(ApprovalStage, op, args, info, ALL_STAGES);
  }

  @Mutation(() => AccessRequestPayload, { description: 'Decides one stage. The first decision wins, or the quorum.' })
  @SignedIn({ inCatalogs: true })
  decideApproval(
    @Arg('input', () => DecideApprovalInput, { description: 'Which stage, and how.' }) input: DecideApprovalInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => decisions.decideApproval(change, input));
  }

  @Mutation(() => AccessRequestsPayload, { description: 'Decides several stages the same way; each stands on its own.' })
  @SignedIn({ inCatalogs: true })
  decideApprovals(
    @Arg('input', () => DecideApprovalsInput, { description: 'Which stages, and how.' }) input: DecideApprovalsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    // What was refused, or done by an earlier try under the same key, keeps the window it has.
    const decided = new Set<string>();
    const items = {
      field: 'accessRequests',
      entity: AccessRequest,
      at: 'stageIds',
      each: input.stageIds,
      together: (change: Change) => alignWindows(change, [...decided]),
    };
    return actEach(op, info, input, items, async (change, stageId) => {
      const { accessRequest } = await decisions.decideApproval(change, { ...input, stageId }, TOGETHER_MARGIN_MS);
      decided.add(stageId);
      return accessRequest;
    });
  }

  @Mutation(() => AccessRequestPayload, { description: 'Takes a decision of yours back while its undo window is open.' })
  @SignedIn({ inCatalogs: true })
  takeBackDecision(
    @Arg('input', () => TakeBackDecisionInput, { description: 'Which stage.' }) input: TakeBackDecisionInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => takeBackDecision(change, input));
  }

  @Mutation(() => AccessRequestsPayload, {
    description: 'Takes several decisions of yours back while their undo windows are open; each stands on its own.',
  })
  @SignedIn({ inCatalogs: true })
  takeBackDecisions(
    @Arg('input', () => TakeBackDecisionsInput, { description: 'Which stages.' }) input: TakeBackDecisionsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const items = { field: 'accessRequests', entity: AccessRequest, at: 'stageIds', each: input.stageIds };
    return actEach(
      op,
      info,
      input,
      items,
      async (change, stageId) => (await takeBackDecision(change, { stageId })).accessRequest,
    );
  }

  @Mutation(() => AccessRequestPayload, { description: 'Hands an open stage to somebody else.' })
  @SignedIn({ inCatalogs: true })
  reassignApproval(
    @Arg('input', () => ReassignApprovalInput, { description: 'Which stage, to whom, and why.' }) input: ReassignApprovalInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => reassignApproval(change, input));
  }
}
