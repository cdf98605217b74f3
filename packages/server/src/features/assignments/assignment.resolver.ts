import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AssignmentListArgs } from '@gatehouse/schema/assignments/assignment.filters';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';

const AssignmentConnection = connectionOf('Assignment', () => Assignment);

@Resolver()
export class AssignmentResolver {
  @Query(() => AssignmentConnection, {
    description:
      'Assignments you may see: your own, those of your reports where you may act for them, and those of your catalogs.',
  })
  @SignedIn({ inCatalogs: true })
  assignments(@Args(() => AssignmentListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Assignment, op, args, info);
  }
}
