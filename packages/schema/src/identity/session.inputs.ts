import { Field, ID, InputType } from 'type-graphql';
import { ActingInput } from '../shared/inputs.ts';

@InputType({ description: 'Which session to end.' })
export class EndSessionInput extends ActingInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
}

@InputType({ description: 'Which sessions to end: all of yours but the one of this very request.' })
export class EndOtherSessionsInput extends ActingInput {}
