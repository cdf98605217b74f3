import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupListArgs } from '@gatehouse/schema/identity/group.filters';
import {
  AddGroupMembersInput,
  CreateGroupInput,
  RemoveGroupMembersInput,
  UpdateGroupInput,
} from '@gatehouse/schema/identity/group.inputs';
import { GroupPayload } from '@gatehouse/schema/identity/identity.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as members from './group-members.service.ts';
import * as groups from './group.service.ts';

const GroupConnection = connectionOf('Group', () => Group);

@Resolver()
export class GroupResolver {
  @Query(() => GroupConnection, { description: 'Groups you may see.' })
  @SignedIn()
  groups(@Args(() => GroupListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Group, op, args, info);
  }

  @Mutation(() => GroupPayload, { description: 'Makes a group.' })
  @May('group.manage')
  createGroup(
    @Arg('input', () => CreateGroupInput, { description: 'What it is.' }) input: CreateGroupInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { group: Group }, (change) => groups.createGroup(change, input));
  }

  @Mutation(() => GroupPayload, { description: 'Changes a group.' })
  @May('group.manage')
  updateGroup(
    @Arg('input', () => UpdateGroupInput, { description: 'What changes.' }) input: UpdateGroupInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { group: Group }, (change) => groups.updateGroup(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes a group that nothing names.' })
  @May('group.manage')
  deleteGroup(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => groups.deleteGroup(change, input));
  }

  @Mutation(() => GroupPayload, { description: 'Adds users and groups to a group.' })
  @May('group.manage')
  addGroupMembers(
    @Arg('input', () => AddGroupMembersInput, { description: 'Who joins which group.' }) input: AddGroupMembersInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { group: Group }, (change) => members.addGroupMembers(change, input));
  }

  @Mutation(() => GroupPayload, { description: 'Takes users and groups out of a group.' })
  @May('group.manage')
  removeGroupMembers(
    @Arg('input', () => RemoveGroupMembersInput, { description: 'Who leaves which group.' }) input: RemoveGroupMembersInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { group: Group }, (change) => members.removeGroupMembers(change, input));
  }
}
