import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ResourceKind, RoleMode } from '../rules/vocabulary.ts';
import { ActingInput, Ids, Kept, Name, Parts, Prose, UpdateInput } from '../shared/inputs.ts';
import { Url } from '../shared/scalars.ts';

@InputType({ description: 'One right that a resource can grant.' })
export class ResourceRoleInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The right to change, where it is there already; without it a right of the same external id and mode is changed, or a new one made.',
  })
  @IsOptional()
  id?: string | null;

  @Name('What people call the right: Member, Owner, Editor …')
  name!: string;

  @Name('What the target calls it.')
  externalId!: string;

  @Field(() => RoleMode, { nullable: true, description: 'ACTIVE where nothing is said.' })
  mode?: RoleMode | null;
}

/** A web address that may be left out. */
function Address(description: string) {
  return (target: object, key: string): void => {
    Field(() => Url, { nullable: true, description })(target, key);
    IsOptional()(target, key);
  };
}

@InputType({ description: 'A new resource with its rights and owners.' })
export class CreateResourceInput extends ActingInput {
  @Field(() => ID, { description: 'The target system it is in.' })
  connectorId!: string;

  @Field(() => ResourceKind, { description: 'What kind of thing it is.' })
  kind!: ResourceKind;

  @Name('What the target calls it; for a group of the directory, the id of that group.')
  externalId!: string;

  @Name('What people will call it.')
  name!: string;

  @Prose('What it is for.')
  description?: string | null;

  @Address('Where it is opened.')
  launchUrl?: URL | string | null;

  @Parts(() => ResourceRoleInput, 'The rights it can grant.', { nullable: false })
  roles!: ResourceRoleInput[];

  @Ids('Users who answer for it.')
  ownerUserIds?: string[] | null;

  @Ids('Groups whose members answer for it.')
  ownerGroupIds?: string[] | null;
}

@InputType({ description: 'What changes in a resource; what is absent stays.' })
export class UpdateResourceInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('The new description; null empties it.')
  description?: string | null;

  @Address('The new address; null empties it.')
  launchUrl?: URL | string | null;

  @Parts(() => ResourceRoleInput, 'All the rights it can grant from now on. One in use cannot be left out.')
  @Kept()
  roles?: ResourceRoleInput[] | null;

  @Ids('All users who answer for it from now on.')
  @Kept()
  ownerUserIds?: string[] | null;

  @Ids('All groups that answer for it from now on.')
  @Kept()
  ownerGroupIds?: string[] | null;
}

@InputType({ description: 'A resource for a catalog.' })
export class AddResourceInput extends ActingInput {
  @Field(() => ID, { description: 'The catalog.' })
  catalogId!: string;

  @Field(() => ID, { description: 'The resource: yours, unless you are an administrator.' })
  resourceId!: string;
}

@InputType({ description: 'Which resource to take out of which catalog.' })
export class RemoveResourceInput extends ActingInput {
  @Field(() => ID, { description: 'The catalog.' })
  catalogId!: string;

  @Field(() => ID, { description: 'The resource.' })
  resourceId!: string;
}
