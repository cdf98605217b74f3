import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { AccessRequestListArgs } from '@gatehouse/schema/requests/access-request.filters';
import { RequestOptions } from '@gatehouse/schema/requests/request-options';
import {
  CancelAccessRequestInput,
  CommentOnRequestInput,
  ReprocessAccessRequestInput,
  RevokeApprovalInput,
  SubmitAccessRequestInput,
} from '@gatehouse/schema/requests/request.inputs';
import { AccessRequestPayload } from '@gatehouse/schema/requests/request.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import * as asks from './submitting/ask.service.ts';
import { requestOptions } from './submitting/request-options.ts';
import * as requests from './request.service.ts';

const AccessRequestConnection = connectionOf('AccessRequest', () => AccessRequest);
const REQUEST = { accessRequest: AccessRequest };

@Resolver()
export class RequestResolver {
  @Query(() => AccessRequestConnection, {
    description:
      'Requests you may see: your own, those about you, those you are or were asked to decide, those of your reports where you may act for them, and those of your catalogs.',
  })
  @SignedIn({ inCatalogs: true })
  accessRequests(
    @Args(() => AccessRequestListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(AccessRequest, op, args, info);
  }

  @Query(() => RequestOptions, {
    nullable: true,
    description:
      'Everything there is to know before asking for a package: which policies apply and why, what they ask, who would decide, and what stands in the way.',
  })
  @SignedIn({ inCatalogs: true })
  requestOptions(
    @Arg('accessPackageId', () => ID, { description: 'The package.' }) accessPackageId: string,
    @Arg('targetId', () => ID, { nullable: true, description: 'Whom it would be for, where it is not you.' }) targetId:
      | string
      | null,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return requestOptions(op, info, accessPackageId, targetId);
  }

  @Mutation(() => AccessRequestPayload, { description: 'Asks for a package, for yourself or on behalf of somebody.' })
  @SignedIn({ inCatalogs: true })
  submitAccessRequest(
    @Arg('input', () => SubmitAccessRequestInput, { description: 'What is asked for, and why.' }) input: SubmitAccessRequestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => asks.submitAccessRequest(change, input));
  }

  @Mutation(() => AccessRequestPayload, { description: 'Cancels a request that is not being delivered yet.' })
  @SignedIn({ inCatalogs: true })
  cancelAccessRequest(
    @Arg('input', () => CancelAccessRequestInput, { description: 'Which, and why.' }) input: CancelAccessRequestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => requests.cancelAccessRequest(change, input));
  }

  @Mutation(() => AccessRequestPayload, {
    description: 'Writes to the other side of a request: approvers to requester, or back.',
  })
  @SignedIn({ inCatalogs: true })
  commentOnRequest(
    @Arg('input', () => CommentOnRequestInput, { description: 'Which request, and what you say.' }) input: CommentOnRequestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => requests.commentOnRequest(change, input));
  }

  @Mutation(() => AccessRequestPayload, { description: 'Revokes an approval you gave: what rests on it ends.' })
  @SignedIn({ inCatalogs: true })
  revokeApproval(
    @Arg('input', () => RevokeApprovalInput, { description: 'Which, and why.' }) input: RevokeApprovalInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => requests.revokeApproval(change, input));
  }

  @Mutation(() => AccessRequestPayload, { description: 'Has a delivery that a target refused tried again.' })
  @SignedIn({ inCatalogs: true })
  reprocessAccessRequest(
    @Arg('input', () => ReprocessAccessRequestInput, { description: 'Which.' }) input: ReprocessAccessRequestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => requests.reprocessAccessRequest(change, input));
  }
}
