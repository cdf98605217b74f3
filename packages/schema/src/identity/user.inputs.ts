import { IsOptional, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { UserKind } from '../rules/vocabulary.ts';
import { ActingInput, Kept, LIMITS, Line, Name, OneLine, Parts, UpdateInput } from '../shared/inputs.ts';
import { LONGEST_MAIL } from '../shared/limits.ts';
import { EmailAddress } from '../shared/scalars.ts';

@InputType({ description: 'One custom attribute.' })
export class AttributeInput {
  @Field(() => String, { description: 'Its name.' })
  @Length(1, LIMITS.name)
  @OneLine()
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value; null takes the attribute away.' })
  @IsOptional()
  @MaxLength(LIMITS.description)
  value?: string | null;
}

/** A mail address that may be left out. */
function MailAddress(description: string) {
  return (target: object, key: string): void => {
    Field(() => EmailAddress, { nullable: true, description })(target, key);
    IsOptional()(target, key);
    MaxLength(LONGEST_MAIL)(target, key);
  };
}

@InputType({ description: 'A new user.' })
export class CreateUserInput extends ActingInput {
  @Name('What people call them.')
  name!: string;

  @Field(() => UserKind, { nullable: true, description: 'MEMBER where nothing is said.' })
  kind?: UserKind | null;

  @MailAddress('Their mail address; nobody else may have it.')
  email?: string | null;

  @Line('The department they work in.')
  department?: string | null;

  @Line('Their job title.')
  jobTitle?: string | null;

  @Line('The region they work in.')
  region?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who leads them.' })
  managerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Who answers for a SERVICE: an active member. Needed for one, refused for people.',
  })
  responsibleId?: string | null;

  @Parts(() => AttributeInput, 'Custom attributes.')
  attributes?: AttributeInput[] | null;
}

@InputType({ description: 'What changes in a user; what is absent stays.' })
export class UpdateUserInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @MailAddress('The new mail address; null takes it away.')
  email?: string | null;

  @Line('The new department; null empties it.')
  department?: string | null;

  @Line('The new job title; null empties it.')
  jobTitle?: string | null;

  @Line('The new region; null empties it.')
  region?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who leads them now; null: nobody.' })
  managerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who answers for this service from now on: an active member. Both are told.' })
  @Kept()
  responsibleId?: string | null;

  @Parts(() => AttributeInput, 'Custom attributes to set or take away; those not named stay.')
  @Kept()
  attributes?: AttributeInput[] | null;
}

@InputType({ description: 'Whose sign-in to end until further notice.' })
export class BlockUserInput extends UpdateInput {}

@InputType({ description: 'Who may sign in again.' })
export class UnblockUserInput extends UpdateInput {}

@InputType({ description: 'Whom to bring back.' })
export class RestoreUserInput extends UpdateInput {
  @MailAddress('A new mail address, where somebody else has theirs by now; null: none. Theirs where nothing is said.')
  email?: string | null;
}
