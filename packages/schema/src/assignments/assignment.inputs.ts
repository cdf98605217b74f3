import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { AnswerInput } from '../requests/request.inputs.ts';
import { ActingInput, LIMITS, Prose } from '../shared/inputs.ts';
import { LONGEST_MAIL } from '../shared/limits.ts';
import { DateTime, Duration, EmailAddress } from '../shared/scalars.ts';

@InputType({ description: 'Somebody to assign a package to.' })
export class AssignmentTargetInput {
  @Field(() => ID, { nullable: true, description: 'The user; name them or a mail address.' })
  userId?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'The mail address of somebody who need not be known here: the access waits until they proved the address and accepted what there is to accept.',
  })
  @IsOptional()
  @MaxLength(LONGEST_MAIL)
  email?: string | null;

  @Field(() => [AnswerInput], { nullable: true, description: 'Answers to the policy\u2019s questions.' })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  answers?: AnswerInput[] | null;
}

@InputType({ description: 'A direct assignment of a package, by somebody with the right to assign.' })
export class AssignAccessPackageInput extends ActingInput {
  @Field(() => ID, { description: 'The package.' })
  accessPackageId!: string;

  @Field(() => ID, { description: 'The policy it is held under: of scope NOBODY, or one that is for the target.' })
  policyId!: string;

  @Field(() => [AssignmentTargetInput], { description: `To whom, at most ${LIMITS.list}; each stands on its own.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.list)
  targets!: AssignmentTargetInput[];

  @Prose('Why.', LIMITS.text)
  justification?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it should start; at once where nothing is said.' })
  startsAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it should end, where it should end sooner than the policy ends it.',
  })
  expiresAt?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Skip approval. Needs the explicit right, and is always audited.' })
  bypassApproval?: boolean | null;
}

@InputType({ description: 'Which assignment to end.' })
export class EndAssignmentInput extends ActingInput {
  @Field(() => ID, { description: 'The assignment.' })
  assignmentId!: string;

  @Prose('Why.', LIMITS.text)
  justification?: string | null;
}

@InputType({ description: 'Which assignments to end; each stands on its own.' })
export class EndAssignmentsInput extends ActingInput {
  @Field(() => [ID], { description: `The assignments, at most ${LIMITS.list}.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.list)
  assignmentIds!: string[];

  @Prose('Why.', LIMITS.text)
  justification?: string | null;
}

@InputType({ description: 'Which assignment to keep for longer.' })
export class ExtendAssignmentInput extends ActingInput {
  @Field(() => ID, { description: 'The assignment.' })
  assignmentId!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The new end; the latest allowed where neither this nor `duration` is said.',
  })
  expiresAt?: Date | null;

  @Field(() => Duration, { nullable: true, description: 'For how much longer, from the present end.' })
  duration?: string | null;

  @Prose('Why it is still needed.', LIMITS.text)
  justification?: string | null;
}

@InputType({ description: 'New answers to the questions asked for an assignment.' })
export class UpdateAnswersInput extends ActingInput {
  @Field(() => ID, { description: 'The assignment.' })
  assignmentId!: string;

  @Field(() => [AnswerInput], { description: 'The answers that change.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.list)
  answers!: AnswerInput[];
}
