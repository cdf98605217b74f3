import { User } from '@gatehouse/schema/identity/user.entity';
import { ViewerCounts, ViewerProfile } from '@gatehouse/schema/identity/viewer';
import { type GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import { Public } from '../../graphql/permission.ts';
import { type Operation, type ViewerOperation } from '../../operation.ts';
import { node } from '../../read/read.ts';
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

  @FieldResolver(() => ViewerCounts)
  counts(@Ctx() op: ViewerOperation) {
    return countsOf(op);
  }
}
