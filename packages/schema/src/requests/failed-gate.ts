import { Field, ID, ObjectType } from 'type-graphql';
import { GateCode, GateFixer } from '../rules/vocabulary.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({ description: 'A condition that a request does not meet.' })
export class FailedGate {
  @Field(() => GateCode, { description: 'Which.' })
  code!: GateCode;

  @Field(() => String, { description: 'What is wrong, in a sentence.' })
  message!: string;

  @Field(() => GateFixer, { description: 'Who can do something about it.' })
  fixedBy!: GateFixer;

  @Field(() => [String], {
    nullable: true,
    description:
      'Where in the input it is, where it is in the input. ANSWERS_INVALID: `answers` and the id of the question, answered or not, or `justification`.',
  })
  path?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'ANSWERS_INVALID, of which there is one for each question: what is wrong with its answer, as a stable code.',
  })
  issue?: string | null;

  @Field(() => ID, { nullable: true, description: 'ANSWERS_INVALID: the question; null for the justification.' })
  questionId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'SCHEDULE_OUT_OF_BOUNDS: the latest end allowed.' })
  latestEnd?: Date | string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when it can be asked for, where it is only too early: an extension, or a package one still holds.',
  })
  possibleFrom?: Date | string | null;
}
