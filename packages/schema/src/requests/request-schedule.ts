import { Field, ObjectType } from 'type-graphql';
import { DateTime, Duration } from '../shared/scalars.ts';

@ObjectType({ description: 'From when and until when access is asked for.' })
export class RequestSchedule {
  @Field(() => DateTime, { nullable: true, description: 'When it starts; null: as soon as it is approved.' })
  startsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null: not on a date.' })
  expiresAt!: Date | null;

  @Field(() => Duration, { nullable: true, description: 'For how long, from its delivery; null: not by length.' })
  duration!: string | null;
}
