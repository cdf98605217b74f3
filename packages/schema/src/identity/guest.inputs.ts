import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { LastAccessLost } from '../rules/vocabulary.ts';
import { ActingInput, Kept, Prose, UpdateInput } from '../shared/inputs.ts';
import { DateTime, Duration } from '../shared/scalars.ts';
import './identity.enums.ts';

/** The most warnings before a deletion. */
export const MOST_WARNINGS = 10;

@InputType({ description: 'A guest to whom nothing is to happen for a time.' })
export class HoldGuestInput extends UpdateInput {
  @Field(() => DateTime, { nullable: true, description: 'Until when; null ends a hold.' })
  until?: Date | null;

  @Prose('Why.')
  reason?: string | null;
}

@InputType({ description: 'A guest who stays whatever becomes of their access, or does so no longer.' })
export class ExemptGuestInput extends UpdateInput {
  @Field(() => Boolean, { description: 'Do they stay?' })
  exempt!: boolean;

  @Prose('Why.')
  reason?: string | null;
}

@InputType({ description: 'A guest of whom it is said whether they follow from their access.' })
export class GovernGuestInput extends UpdateInput {
  @Field(() => Boolean, { description: 'Do they?' })
  governed!: boolean;
}

@InputType({ description: 'What becomes of guests; what is absent stays.' })
export class UpdateGuestLifecycleInput extends ActingInput {
  @Field(() => Int, { nullable: true, description: 'The version you read; refused as STALE_VERSION where it has changed since.' })
  expectedVersion?: number | null;

  @Field(() => LastAccessLost, { nullable: true, description: 'What is done when a governed guest loses their last access.' })
  @Kept()
  onLastAccessLost?: LastAccessLost | null;

  @Field(() => Duration, { nullable: true, description: 'How long after it they are deleted; zero: at once.' })
  @Kept()
  deleteAfter?: string | null;

  @Field(() => [Duration], { nullable: true, description: `How long before it people are told. At most ${MOST_WARNINGS}.` })
  @IsOptional()
  @ArrayMaxSize(MOST_WARNINGS)
  @Kept()
  warnBefore?: string[] | null;

  @Field(() => Duration, { nullable: true, description: 'How long a Prospect is kept after their last request.' })
  @Kept()
  prospectsKeptFor?: string | null;
}
