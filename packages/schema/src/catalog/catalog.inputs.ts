import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { CatalogRole, CatalogState } from '../rules/vocabulary.ts';
import { ActingInput, Kept, Name, Prose, UpdateInput } from '../shared/inputs.ts';

@InputType({ description: 'A new catalog. You become its owner.' })
export class CreateCatalogInput extends ActingInput {
  @Name('What people will call it; unique.')
  name!: string;

  @Prose('What it is for.')
  description?: string | null;

  @Field(() => CatalogState, { nullable: true, description: 'PUBLISHED where nothing is said.' })
  state?: CatalogState | null;

  @Field(() => Boolean, { nullable: true, description: 'May outsiders be given what is in it? No where nothing is said.' })
  externallyVisible?: boolean | null;
}

@InputType({ description: 'What changes in a catalog; what is absent stays.' })
export class UpdateCatalogInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('The new description; null empties it.')
  description?: string | null;

  @Field(() => CatalogState, { nullable: true, description: 'The new state.' })
  @Kept()
  state?: CatalogState | null;

  @Field(() => Boolean, { nullable: true, description: 'May outsiders be given what is in it?' })
  @Kept()
  externallyVisible?: boolean | null;
}

@InputType({ description: 'A role in a catalog for a user or a group.' })
export class AssignCatalogRoleInput extends ActingInput {
  @Field(() => ID, { description: 'The catalog.' })
  catalogId!: string;

  @Field(() => CatalogRole, { description: 'The role.' })
  role!: CatalogRole;

  @Field(() => ID, { nullable: true, description: 'The user to hold it; name a user or a group.' })
  @IsOptional()
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The group to hold it.' })
  @IsOptional()
  groupId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'May its holders assign past approval? Nobody gives this to themself.' })
  mayBypassApproval?: boolean | null;
}

@InputType({ description: 'Which role to take away.' })
export class RemoveCatalogRoleInput extends ActingInput {
  @Field(() => ID, { description: 'The role assignment.' })
  id!: string;
}
