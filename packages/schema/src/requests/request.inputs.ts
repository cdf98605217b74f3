import { ArrayMaxSize, ArrayMinSize, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DecisionKind } from '../rules/vocabulary.ts';
import { ActingInput, LIMITS, Parts, Prose } from '../shared/inputs.ts';
import { DateTime, Duration } from '../shared/scalars.ts';

@InputType({ description: 'One answer to one of the policy\u2019s questions.' })
export class AnswerInput {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => String, { nullable: true, description: 'The answer; for a multiple choice use `values`.' })
  @IsOptional()
  value?: string | null;

  @Field(() => [String], { nullable: true, description: 'MULTIPLE_CHOICE: every chosen value.' })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  values?: string[] | null;
}

@InputType({ description: 'Something you accept.' })
export class AcceptedTermsInput {
  @Field(() => ID, { description: 'The version you read.' })
  termsId!: string;
}

@InputType({ description: 'A request for access, for yourself or on behalf of somebody.' })
export class SubmitAccessRequestInput extends ActingInput {
  @Field(() => ID, { description: 'What is asked for.' })
  accessPackageId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Under which policy, where several of equal rank fit; else the one that applies.',
  })
  policyId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom it is for, where it is not for you.' })
  targetId?: string | null;

  @Prose('Why it is needed.', LIMITS.text)
  justification?: string | null;

  @Field(() => [AnswerInput], { nullable: true, description: 'Answers to the policy\u2019s questions.' })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  answers?: AnswerInput[] | null;

  @Parts(() => AcceptedTermsInput, 'What you read and accept with it: the `terms` of `requestOptions`.')
  acceptedTerms?: AcceptedTermsInput[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it should start; as soon as it is approved where nothing is said.',
  })
  startsAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it should end, where it should end sooner than the policy ends it. Name this or `duration`.',
  })
  expiresAt?: Date | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'For how long from its delivery, where that is shorter than the policy\u2019s.',
  })
  duration?: string | null;
}

@InputType({ description: 'Which request to cancel.' })
export class CancelAccessRequestInput extends ActingInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;

  @Prose('Why.', LIMITS.text)
  reason?: string | null;
}

@InputType({ description: 'A decision of one stage.' })
export class DecideApprovalInput extends ActingInput {
  @Field(() => ID, { description: 'The stage: named, so that a double click never decides the next one.' })
  stageId!: string;

  @Field(() => DecisionKind, { description: 'Yes or no.' })
  decision!: DecisionKind;

  @Prose('Why.', LIMITS.text)
  justification?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'APPROVE: a sooner end than was asked for.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'One decision for several stages; each stands on its own.' })
export class DecideApprovalsInput extends ActingInput {
  @Field(() => [ID], { description: `The stages, at most ${LIMITS.list}.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.list)
  stageIds!: string[];

  @Field(() => DecisionKind, { description: 'Yes or no.' })
  decision!: DecisionKind;

  @Prose('Why.', LIMITS.text)
  justification?: string | null;
}

@InputType({ description: 'Which decision of yours to take back.' })
export class TakeBackDecisionInput extends ActingInput {
  @Field(() => ID, { description: 'The stage you decided.' })
  stageId!: string;
}

@InputType({ description: 'Which decisions of yours to take back; each stands on its own.' })
export class TakeBackDecisionsInput extends ActingInput {
  @Field(() => [ID], { description: `The stages you decided, at most ${LIMITS.list}.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.list)
  stageIds!: string[];
}

@InputType({ description: 'To whom to hand a stage.' })
export class ReassignApprovalInput extends ActingInput {
  @Field(() => ID, { description: 'The stage.' })
  stageId!: string;

  @Field(() => ID, { description: 'Who should decide instead of you.' })
  userId!: string;

  @Prose('Why.', LIMITS.text)
  reason?: string | null;
}

@InputType({ description: 'A message between approvers and requester.' })
export class CommentOnRequestInput extends ActingInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;

  @Prose('What you want to say.', LIMITS.text)
  text!: string;
}

@InputType({ description: 'Which approval of yours to revoke.' })
export class RevokeApprovalInput extends ActingInput {
  @Field(() => ID, { description: 'The request you approved.' })
  requestId!: string;

  @Prose('Why.', LIMITS.text)
  justification?: string | null;
}

@InputType({ description: 'Which request to try to deliver again.' })
export class ReprocessAccessRequestInput extends ActingInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;
}
