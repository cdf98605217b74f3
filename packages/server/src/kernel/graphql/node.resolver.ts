import { Node } from '@gatehouse/schema/shared/node';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { type ViewerOperation } from '../operation.ts';
import { anyNode, anyNodes } from '../read/read.ts';
import { SignedIn } from './permission.ts';

/** Relay's way to anything by its id alone. */
@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Any object by its id; null where there is none, or you may not see it.' })
  @SignedIn({ inCatalogs: true })
  node(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return anyNode(op, id, info);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Several objects by their ids, in that order; null for each that is not to be seen. At most 100.',
  })
  @SignedIn({ inCatalogs: true })
  nodes(
    @Arg('ids', () => [ID], { description: 'Their ids.' }) ids: string[],
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return anyNodes(op, ids, info);
  }
}
