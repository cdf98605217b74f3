import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ActingInput, LIMITS, Prose } from '../shared/inputs.ts';

@InputType({ description: 'Which task was done.' })
export class CompleteManualTaskInput extends ActingInput {
  @Field(() => ID, { description: 'The task.' })
  taskId!: string;

  @Prose('What you did, for whoever looks later.')
  note?: string | null;
}

@InputType({ description: 'Which task cannot be done, and why.' })
export class RejectManualTaskInput extends ActingInput {
  @Field(() => ID, { description: 'The task.' })
  taskId!: string;

  @Field(() => String, { description: `Why it cannot be done. At most ${LIMITS.description} characters.` })
  @Length(1, LIMITS.description)
  note!: string;
}

@InputType({ description: 'What to try again.' })
export class RetryProvisioningInput extends ActingInput {
  @Field(() => ID, {
    description: 'The last operation of the right: one that its target refused for good, or whose right was lost since.',
  })
  operationId!: string;
}
