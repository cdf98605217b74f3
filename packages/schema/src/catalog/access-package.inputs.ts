import { IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ContentsVisibility, PackageState } from '../rules/vocabulary.ts';
import { ActingInput, Kept, LIMITS, Line, Name, Parts, Prose, Switch, UpdateInput } from '../shared/inputs.ts';

@InputType({ description: 'One right that a package gives.' })
export class AccessPackageRoleInput {
  @Field(() => ID, { description: 'The right, of a resource in the package\u2019s catalog.' })
  resourceRoleId!: string;

  @Line('The scope in the target, where the target has scopes.')
  scope?: string | null;
}

@InputType({ description: 'A new access package.' })
export class CreateAccessPackageInput extends ActingInput {
  @Field(() => ID, { description: 'The catalog it will stand in.' })
  catalogId!: string;

  @Name('What people will call it; unique in its catalog.')
  name!: string;

  @Prose('What it is for.')
  description?: string | null;

  @Field(() => Boolean, {
    description: 'Unlisted: asked for by those who have its link and a policy. A choice that has to be made.',
  })
  hidden!: boolean;

  @Field(() => ContentsVisibility, {
    nullable: true,
    description: 'Who may see its contents before they hold it; MEMBERS where nothing is said.',
  })
  contentsVisibility?: ContentsVisibility | null;

  @Parts(() => AccessPackageRoleInput, 'The rights it gives.')
  roles?: AccessPackageRoleInput[] | null;
}

@InputType({ description: 'What changes in an access package; what is absent stays.' })
export class UpdateAccessPackageInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('The new description; null empties it.')
  description?: string | null;

  @Switch('Unlisted, or listed to those who have a policy.')
  @Kept()
  hidden?: boolean | null;

  @Field(() => ContentsVisibility, { nullable: true, description: 'Who may see its contents before they hold it.' })
  @Kept()
  contentsVisibility?: ContentsVisibility | null;

  @Field(() => PackageState, {
    nullable: true,
    description: 'ACTIVE takes a retired package into use again; RETIRED retires it.',
  })
  @Kept()
  state?: PackageState | null;
}

@InputType({ description: 'Which package to retire: no new access, what is held runs out.' })
export class RetireAccessPackageInput extends UpdateInput {}

@InputType({ description: 'All the rights a package gives from now on.' })
export class SetAccessPackageRolesInput extends UpdateInput {
  @Parts(() => AccessPackageRoleInput, 'The rights; those left out are taken away from everyone who holds it.', {
    nullable: false,
  })
  roles!: AccessPackageRoleInput[];

  @Field(() => String, {
    nullable: true,
    description: 'What `accessPackageRolesPreview` answered; needed where many people are touched.',
  })
  @IsOptional()
  @MaxLength(LIMITS.key)
  confirmation?: string | null;
}
