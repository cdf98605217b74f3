import { Field, ID, ObjectType } from 'type-graphql';
import { GateCode, GateFixer } from '../rules/vocabulary.ts';
import { DateTime, EmailAddress } from '../shared/scalars.ts';
import { GateDetails } from './gate-details.ts';

@ObjectType({ description: 'Somebody to write to, as far as you may know them.' })
export class GatePerson {
  @Field(() => ID, {
    description: 'The id of their User. Not `id`, or clients that keep objects by their id would take them for the User.',
  })
  userId!: string;

  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Field(() => EmailAddress, { nullable: true, description: 'Their mail address, where one is known.' })
  email?: string | null;
}

@ObjectType({ description: 'A condition that a request does not meet.' })
export class FailedGate {
  @Field(() => GateCode, { description: 'Which.' })
  code!: GateCode;

  @Field(() => String, {
    description: 'What is wrong, in a sentence to you: of yourself as you, of somebody else by the name you may know.',
  })
  message!: string;

  @Field(() => GateFixer, { description: 'Who can do something about it.' })
  fixedBy!: GateFixer;

  @Field(() => Boolean, { description: 'Can you do something about it yourself?' })
  fixedByYou!: boolean;

  @Field(() => [GatePerson], {
    description:
      'Others who can do something about it, five at most, as far as you may see them. People from outside see nobody.',
  })
  people!: GatePerson[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Where in the input it is, where it is in the input. ANSWERS_INVALID: `answers` and the id of the question, answered or not, or `justification`. SCHEDULE_OUT_OF_BOUNDS: `startsAt`, `expiresAt` or `duration`. POLICY_NOT_APPLICABLE: `policyId`.',
  })
  path?: string[] | null;

  @Field(() => GateDetails, {
    nullable: true,
    description: 'What a program can use; null where there is nothing, or where what it names is not yours to see.',
  })
  details?: GateDetails | null;

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

/** A failed gate as a request keeps it: who can do something about it depends on who reads it, and when. */
export type StoredGate = Omit<FailedGate, 'fixedByYou' | 'people'>;
