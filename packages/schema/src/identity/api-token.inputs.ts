import { Field, ID, InputType } from 'type-graphql';
import { ActingInput, Ids, Name } from '../shared/inputs.ts';
import { Duration } from '../shared/scalars.ts';
import { TokenScope } from '../rules/vocabulary.ts';

@InputType({ description: 'A new token with which a tool acts as you, or as a service you answer for.' })
export class CreateApiTokenInput extends ActingInput {
  @Field(() => ID, { nullable: true, description: 'A service you answer for, as which it is to act; you where nothing is said.' })
  ownerId?: string | null;

  @Name('What you call it, such as the tool that will use it.')
  name!: string;

  @Field(() => TokenScope, { nullable: true, description: 'What it may do; READ where nothing is said.' })
  scope?: TokenScope | null;

  @Ids('Catalogs outside of which it sees and does nothing; not confined where nothing is said. Not an empty list.')
  catalogIds?: string[] | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'After how long it ends by itself: at most "P365D", "P90D" where nothing is said.',
  })
  expiresIn?: string | null;
}

@InputType({ description: 'Which token to revoke.' })
export class RevokeApiTokenInput extends ActingInput {
  @Field(() => ID, { description: 'The token.' })
  id!: string;
}
