import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { ApiToken } from './api-token.entity.ts';

@ObjectType({ description: 'A token that was made.' })
export class CreateApiTokenPayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The token; null where it was refused.' })
  apiToken!: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret itself, shown this once: null when the same call is repeated under its idempotency key.',
  })
  secret!: string | null;
}

@ObjectType({ description: 'A token as it is now.' })
export class ApiTokenPayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The token; null where it was refused.' })
  apiToken!: ApiToken | null;
}
