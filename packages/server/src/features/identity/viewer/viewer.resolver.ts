import { User } from '@gatehouse/schema/identity/user.entity';
import { SetupStep, ViewerCounts, ViewerProfile } from '@gatehouse/schema/identity/viewer';
import { PageArgs, connectionOf } from '@gatehouse/schema/shared/connections';
import { type GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import { Public } from '../../../kernel/graphql/permission.ts';
import { type Operation, type ViewerOperation } from '../../../kernel/operation.ts';
import { connection, node } from '../../../kernel/read/read.ts';
import { KEEPERS } from '../people/keepers.ts';
import { setupOf } from './setup.ts';
import { countsOf, profileOf } from './viewer.profile.ts';

@Resolver(() => ViewerProfile)
export class ViewerResolver {
  @Query(() => ViewerProfile, {
    nullable: true,
    description: 'You, with your roles and what waits for you; null where nobody is signed in.',
  })
  @Public('whoever asks may know that nobody is signed in')
  viewer(@Ctx() op: Operation) {
    return profileOf(op);
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return node(User, op, op.viewer.userId ?? '', info);
  }

  @FieldResolver(() => [SetupStep], { nullable: true })
  setup(@Ctx() op: ViewerOperation) {
    return setupOf(op);
  }

  @FieldResolver(() => connectionOf('User', () => User), {
    description:
      'Whom to ask about something that is not listed: the owners of the catalogs you see, else the administrators. Told to members.',
  })
  keepers(@Args(() => PageArgs) args: PageArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(User, op, args, info, KEEPERS);
  }

  @FieldResolver(() => ViewerCounts)
  counts(@Ctx() op: ViewerOperation) {
    return countsOf(op);
  }
}
