import { Field, ID, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';

@ObjectType({ description: 'A session that ended.' })
export class EndSessionPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the session that ended; null where it was refused.' })
  endedId!: string | null;
}

@ObjectType({ description: 'Sessions that ended.' })
export class EndOtherSessionsPayload extends Payload {
  @Field(() => [ID], { nullable: true, description: 'The ids of the sessions that ended; null where it was refused.' })
  endedIds!: string[] | null;
}
