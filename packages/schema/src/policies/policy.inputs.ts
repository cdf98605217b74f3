import { IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { HoldersOutside, PolicyState } from '../rules/vocabulary.ts';
import { ActingInput, Kept, Line, Name, Prose, UpdateInput } from '../shared/inputs.ts';
import { PolicyDefinitionInput } from './policy-definition.inputs.ts';

/** Priorities run from 0 to this. */
const LAST_PRIORITY = 1_000_000;

/** Where it stands among the policies of its package. */
function Priority(description: string) {
  return (target: object, key: string): void => {
    Field(() => Int, { nullable: true, description })(target, key);
    IsOptional()(target, key);
    Min(0)(target, key);
    Max(LAST_PRIORITY)(target, key);
  };
}

@InputType({ description: 'A new assignment policy.' })
export class CreateAssignmentPolicyInput extends ActingInput {
  @Field(() => ID, { description: 'The package it is for.' })
  accessPackageId!: string;

  @Name('What people will call it; unique in its package.')
  name!: string;

  @Prose('What it is for.')
  description?: string | null;

  @Field(() => PolicyState, { nullable: true, description: 'ENABLED where nothing is said.' })
  state?: PolicyState | null;

  @Priority(`Where several policies fit somebody, the lowest number wins; from 0 to ${LAST_PRIORITY}, 100 where nothing is said.`)
  priority?: number | null;

  @Field(() => PolicyDefinitionInput, { description: 'What it says.' })
  @ValidateNested()
  definition!: PolicyDefinitionInput;
}

@InputType({ description: 'What to confirm.' })
export class ConfirmPolicyVersionInput extends ActingInput {
  @Field(() => ID, { description: 'The version, which must be what the policy says now: what you read is what you confirm.' })
  versionId!: string;
}

@InputType({ description: 'What changes in an assignment policy; what is absent stays.' })
export class UpdateAssignmentPolicyInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('The new description; null empties it.')
  description?: string | null;

  @Field(() => PolicyState, { nullable: true, description: 'In use or not. What was given under it goes on either way.' })
  @Kept()
  state?: PolicyState | null;

  @Priority(`Where several policies fit somebody, the lowest number wins; from 0 to ${LAST_PRIORITY}.`)
  @Kept()
  priority?: number | null;

  @Field(() => PolicyDefinitionInput, {
    nullable: true,
    description: 'All it says from now on. Pending requests keep what it said when they began, and live ends do not move.',
  })
  @IsOptional()
  @ValidateNested()
  @Kept()
  definition?: PolicyDefinitionInput | null;

  @Field(() => HoldersOutside, {
    nullable: true,
    description:
      'What becomes of those who hold access under it whom it is not for any more; needed where there are any (see `policyScopePreview`), null where there are none.',
  })
  @IsOptional()
  holdersOutside?: HoldersOutside | null;

  @Prose('END: why; those who lose access are told. Otherwise null.')
  holdersOutsideReason?: string | null;

  @Line('END: what `policyScopePreview` gave, where it is about many people. Otherwise null.', 100)
  confirmation?: string | null;
}
