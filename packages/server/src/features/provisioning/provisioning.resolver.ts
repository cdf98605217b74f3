import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { GrantListArgs } from '@gatehouse/schema/assignments/grant.filters';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ManualTaskListArgs } from '@gatehouse/schema/provisioning/manual-task.filters';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { ProvisioningOperationListArgs } from '@gatehouse/schema/provisioning/provisioning-operation.filters';
import {
  CompleteManualTaskInput,
  RejectManualTaskInput,
  RetryProvisioningInput,
} from '@gatehouse/schema/provisioning/provisioning.inputs';
import { ManualTaskPayload, RetryProvisioningPayload } from '@gatehouse/schema/provisioning/provisioning.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import * as provisioning from './provisioning.service.ts';

const GrantConnection = connectionOf('Grant', () => Grant);
const ManualTaskConnection = connectionOf('ManualTask', () => ManualTask);
const ProvisioningOperationConnection = connectionOf('ProvisioningOperation', () => ProvisioningOperation);
const TASK = { manualTask: ManualTask };

@Resolver()
export class ProvisioningResolver {
  @Query(() => GrantConnection, {
    description: 'Rights in targets, as far as you may see them: your own, and those your catalogs carry.',
  })
  @SignedIn({ inCatalogs: true })
  grants(@Args(() => GrantListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Grant, op, args, info);
  }

  @Query(() => ProvisioningOperationConnection, {
    description: 'Attempts to give or take rights in targets, seen along with the rights.',
  })
  @SignedIn({ inCatalogs: true })
  provisioningOperations(
    @Args(() => ProvisioningOperationListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(ProvisioningOperation, op, args, info);
  }

  @Query(() => ManualTaskConnection, {
    description: 'What is or was to be done by hand, of the resources you own; administrators and auditors see all.',
  })
  @SignedIn()
  manualTasks(@Args(() => ManualTaskListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(ManualTask, op, args, info);
  }

  @Mutation(() => ManualTaskPayload, {
    description: 'Says that a manual task was done: the right is given (or gone) from now on.',
  })
  @SignedIn()
  completeManualTask(
    @Arg('input', () => CompleteManualTaskInput, { description: 'Which task.' }) input: CompleteManualTaskInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, TASK, (change) => provisioning.completeManualTask(change, input));
  }

  @Mutation(() => ManualTaskPayload, {
    description: 'Says that a manual task cannot be done: the delivery fails, and may be tried again.',
  })
  @SignedIn()
  rejectManualTask(
    @Arg('input', () => RejectManualTaskInput, { description: 'Which task, and why.' }) input: RejectManualTaskInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, TASK, (change) => provisioning.rejectManualTask(change, input));
  }

  @Mutation(() => RetryProvisioningPayload, {
    description: 'Tries again what a target refused for good, or gives again what was lost in it, as a new operation.',
  })
  @SignedIn()
  retryProvisioning(
    @Arg('input', () => RetryProvisioningInput, { description: 'Which operation.' }) input: RetryProvisioningInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const objects = { provisioningOperation: ProvisioningOperation };
    return act(op, info, input, objects, (change) => provisioning.retryProvisioning(change, input));
  }
}
