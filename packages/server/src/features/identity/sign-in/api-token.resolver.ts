import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { ApiTokenListArgs } from '@gatehouse/schema/identity/api-token.filters';
import { CreateApiTokenInput, RevokeApiTokenInput } from '@gatehouse/schema/identity/api-token.inputs';
import { ApiTokenPayload, CreateApiTokenPayload } from '@gatehouse/schema/identity/api-token.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { hashSecret, newSecret, TOKEN_PREFIX } from '../../../kernel/auth/secrets.ts';
import { act } from '../../../kernel/graphql/act.ts';
import { SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as tokens from './api-token.service.ts';

const ApiTokenConnection = connectionOf('ApiToken', () => ApiToken);

@Resolver()
export class ApiTokenResolver {
  @Query(() => ApiTokenConnection, {
    description: 'Tokens with which tools act as you, ended ones too; those of everybody for administrators and auditors.',
  })
  @SignedIn({ inCatalogs: true })
  apiTokens(@Args(() => ApiTokenListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(ApiToken, op, args, info);
  }

  @Mutation(() => CreateApiTokenPayload, { description: 'Makes a token and shows its secret, once.' })
  @SignedIn({ inCatalogs: true })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'What to make.' }) input: CreateApiTokenInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    // The secret stands beside the answer, not in it: what is kept for a repeated call must not hold it.
    let secret: string | null = null;
    const answer = await act(op, info, input, { apiToken: ApiToken }, (change) => {
      secret = newSecret(TOKEN_PREFIX);
      return tokens.createApiToken(change, input, hashSecret(secret));
    });
    return { ...answer, secret: answer.apiToken ? secret : null };
  }

  @Mutation(() => ApiTokenPayload, {
    description: 'Ends a token at once; open sockets that use it close. Yours, or, for an administrator, anybody’s, who is told.',
  })
  @SignedIn({ inCatalogs: true })
  revokeApiToken(
    @Arg('input', () => RevokeApiTokenInput, { description: 'What to revoke.' }) input: RevokeApiTokenInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { apiToken: ApiToken }, (change) => tokens.revokeApiToken(change, input));
  }
}
