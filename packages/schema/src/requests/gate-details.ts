/** What a failed gate knows beyond its sentence: a GraphQL type for each kind of details that the rules give. */
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type * as rules from '../rules/gate-details.ts';
import { AnswerIssueCode } from '../rules/vocabulary.ts';
import type { Written } from '../rules/written.ts';
import { DateTime, Duration } from '../shared/scalars.ts';
import './requests.enums.ts';

type Shown<D extends rules.GateDetails> = Omit<Written<D>, 'type'>;

@ObjectType({ description: 'An answer at fault, or the justification.' })
class GateAnswer implements Shown<rules.GateAnswer> {
  @Field(() => ID, { nullable: true, description: 'The question; null for the justification.' })
  questionId!: string | null;

  @Field(() => AnswerIssueCode, { description: 'What is wrong with its answer.' })
  issue!: AnswerIssueCode;
}

@ObjectType({ description: 'What start and end would be accepted.' })
class GateSchedule implements Shown<rules.GateSchedule> {
  @Field(() => Boolean, { description: 'May a start be chosen?' })
  startSelectable!: boolean;

  @Field(() => Boolean, { description: 'May an end be chosen, by date or by length?' })
  endSelectable!: boolean;

  @Field(() => DateTime, { description: 'The earliest start.' })
  earliestStart!: string;

  @Field(() => DateTime, { nullable: true, description: 'The start must lie before it; null: no limit.' })
  latestStart!: string | null;

  @Field(() => DateTime, { description: 'The end must lie after it.' })
  earliestEnd!: string;

  @Field(() => DateTime, { nullable: true, description: 'The latest end for the start asked for; null: no limit.' })
  latestEnd!: string | null;

  @Field(() => Duration, { nullable: true, description: 'The longest length; null: no limit by length.' })
  longestDuration!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'An extension asked for too early: from when it is possible.' })
  possibleFrom!: string | null;
}

@ObjectType({ description: 'A stage of the approval that too few people can decide.' })
class GateStage implements Shown<rules.GateStage> {
  @Field(() => Int, { description: '1, 2 or 3.' })
  order!: number;

  @Field(() => Int, { description: 'How many people can decide it.' })
  eligible!: number;

  @Field(() => Int, { description: 'How many it needs.' })
  quorum!: number;
}

@ObjectType({ description: 'The assignment in the way.' })
class GateAssignment implements Shown<rules.GateAssignment> {
  @Field(() => ID, { description: 'Its id.' })
  assignmentId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null: it does not.' })
  expiresAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it can be asked for again; null: not while it lasts.' })
  requestableFrom!: string | null;
}

@ObjectType({ description: 'The request in the way.' })
class GateRequest implements Shown<rules.GateRequest> {
  @Field(() => ID, { description: 'Its id.' })
  requestId!: string;
}

@ObjectType({ description: 'The policy that does not apply or is disabled.' })
class GatePolicy implements Shown<rules.GatePolicy> {
  @Field(() => ID, { description: 'Its id.' })
  policyId!: string;
}

@ObjectType({ description: 'What is to be accepted.' })
class GateTerms implements Shown<rules.GateTerms> {
  @Field(() => [ID], { description: 'The ids of it; send them as `acceptedTerms`.' })
  termsIds!: string[];
}

@ObjectType({ description: 'What the requester is to prove, and the way to prove it.' })
class GateProof implements Shown<rules.GateProof> {
  @Field(() => [String], { description: 'As the issuer says it in `acr` or `amr`; one of these is enough.' })
  proofs!: string[];

  @Field(() => Duration, { nullable: true, description: 'How long ago at most they proved it; null: since they signed in.' })
  within!: string | null;

  @Field(() => String, {
    description:
      'The path of a page that leads through their issuer and back: open it in the browser that is signed in, with `&return=` and the path to come back to.',
  })
  way!: string;
}

const TYPES = {
  GateAnswer,
  GateSchedule,
  GateStage,
  GateAssignment,
  GateRequest,
  GatePolicy,
  GateTerms,
  GateProof,
} satisfies Record<rules.GateDetails['type'], object>;

/** Details as they are kept and shown. */
export type GateDetails = Written<rules.GateDetails>;

export const GateDetails = createUnionType({
  name: 'GateDetails',
  description: 'What a program can use beyond the sentence of a failed gate; which of these it is follows from its code.',
  types: () => Object.values(TYPES),
  resolveType: (details) => (details as unknown as GateDetails).type,
});
