import { User } from '@gatehouse/schema/identity/user.entity';
import { UserListArgs } from '@gatehouse/schema/identity/user.filters';
import {
  BlockUserInput,
  CreateUserInput,
  RestoreUserInput,
  UnblockUserInput,
  UpdateUserInput,
} from '@gatehouse/schema/identity/user.inputs';
import { UserPayload } from '@gatehouse/schema/identity/identity.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import { personSearch } from '../viewer/directory-search.ts';
import * as lives from './user-life.service.ts';
import * as users from './user.service.ts';

const UserConnection = connectionOf('User', () => User);

@Resolver()
export class UserResolver {
  @Query(() => UserConnection, { description: 'People and services you may see: members see everyone who is active.' })
  @SignedIn()
  users(
    @Args(() => UserListArgs) args: ListRequest,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Words in any order, each in the name, mail address, department or job title; where nobody fits, those whose are spelled like it.',
    })
    search: string | null,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(User, op, args, info, { search: personSearch(search, 'search') });
  }

  @Mutation(() => UserPayload, { description: 'Makes a user.' })
  @May('user.manage')
  createUser(
    @Arg('input', () => CreateUserInput, { description: 'Who they are.' }) input: CreateUserInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => users.createUser(change, input));
  }

  @Mutation(() => UserPayload, { description: 'Changes what is known of a user.' })
  @May('user.manage')
  updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What changes.' }) input: UpdateUserInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => users.updateUser(change, input));
  }

  @Mutation(() => UserPayload, {
    description: 'Blocks a user: signed out everywhere, no new access. Not yourself, and not the last administrator.',
  })
  @May('user.manage')
  blockUser(
    @Arg('input', () => BlockUserInput, { description: 'Whom to block.' }) input: BlockUserInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => lives.blockUser(change, input));
  }

  @Mutation(() => UserPayload, { description: 'Lets a blocked user sign in again.' })
  @May('user.manage')
  unblockUser(
    @Arg('input', () => UnblockUserInput, { description: 'Whom to unblock.' }) input: UnblockUserInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => lives.unblockUser(change, input));
  }

  @Mutation(() => DeletePayload, {
    description:
      'Deletes a user: their requests, access, roles and memberships end. For 30 days they can be restored, without these.',
  })
  @May('user.manage')
  deleteUser(
    @Arg('input', () => DeleteInput, { description: 'Whom to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => lives.deleteUser(change, input));
  }

  @Mutation(() => UserPayload, { description: 'Brings a deleted user back, without the access they had.' })
  @May('user.manage')
  restoreUser(
    @Arg('input', () => RestoreUserInput, { description: 'Whom to restore.' }) input: RestoreUserInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => lives.restoreUser(change, input));
  }
}
