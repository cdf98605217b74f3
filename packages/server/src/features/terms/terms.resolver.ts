import { AcceptTermsInput, PublishTermsInput, TermsPayload } from '@gatehouse/schema/terms/terms.inputs';
import { TermsListArgs } from '@gatehouse/schema/terms/terms.filters';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import * as service from './terms.service.ts';

const TermsConnection = connectionOf('Terms', () => Terms);

@Resolver()
export class TermsResolver {
  @Query(() => TermsConnection, {
    description: 'What people from outside have to accept, every version of it, the newest first.',
  })
  @SignedIn()
  terms(@Args(() => TermsListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Terms, op, args, info);
  }

  @Mutation(() => TermsPayload, { description: 'Publishes a new version of what people have to accept.' })
  @May('terms.publish')
  publishTerms(
    @Arg('input', () => PublishTermsInput, { description: 'What it says.' }) input: PublishTermsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { terms: Terms }, (change) => service.publishTerms(change, input));
  }

  @Mutation(() => TermsPayload, { description: 'Accepts a version for yourself. Access that waited for it is delivered.' })
  @SignedIn()
  acceptTerms(
    @Arg('input', () => AcceptTermsInput, { description: 'What you accept.' }) input: AcceptTermsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { terms: Terms }, (change) => service.acceptTerms(change, input));
  }
}
