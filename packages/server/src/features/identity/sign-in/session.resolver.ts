import { Session } from '@gatehouse/schema/identity/session.entity';
import { SessionListArgs } from '@gatehouse/schema/identity/session.filters';
import { EndOtherSessionsInput, EndSessionInput } from '@gatehouse/schema/identity/session.inputs';
import { EndOtherSessionsPayload, EndSessionPayload } from '@gatehouse/schema/identity/session.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as sessions from './session.service.ts';

const SessionConnection = connectionOf('Session', () => Session);

@Resolver()
export class SessionResolver {
  @Query(() => SessionConnection, { description: 'Browsers that are signed in as you.' })
  @SignedIn()
  sessions(@Args(() => SessionListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Session, op, args, info);
  }

  @Mutation(() => EndSessionPayload, {
    description: 'Signs a browser out, this one or another of yours; its open sockets close.',
  })
  @SignedIn()
  endSession(
    @Arg('input', () => EndSessionInput, { description: 'What to end.' }) input: EndSessionInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => sessions.endSession(change, input));
  }

  @Mutation(() => EndOtherSessionsPayload, {
    description: 'Signs you out everywhere but in this browser; open sockets elsewhere close.',
  })
  @SignedIn()
  endOtherSessions(
    @Arg('input', () => EndOtherSessionsInput, { description: 'Which to end.' }) input: EndOtherSessionsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => sessions.endOtherSessions(change));
  }
}
