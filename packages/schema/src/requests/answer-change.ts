import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({ description: 'An answer that was changed after the access was given.' })
export class AnswerChange {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => String, { description: 'The question, in the language of the reader.' })
  question!: string;

  @Field(() => String, { nullable: true, description: 'What was answered before, in words; null: nothing.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'What is answered since, in words; null: the answer was taken back.' })
  to!: string | null;

  @Field(() => [String], { description: 'What is answered since, value by value.' })
  values!: readonly string[];

  @Field(() => DateTime, { description: 'When it was changed.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'The name of who changed it; null where it is not for you to know.' })
  by!: string | null;
}
