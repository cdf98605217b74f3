import { Field, ID, InputType } from 'type-graphql';
import { ActingInput, Ids, Kept, Name, Prose, UpdateInput } from '../shared/inputs.ts';

@InputType({ description: 'A new group, without members.' })
export class CreateGroupInput extends ActingInput {
  @Name('What people will call it; unique.')
  name!: string;

  @Prose('What it is for.')
  description?: string | null;
}

@InputType({ description: 'What changes in a group; what is absent stays.' })
export class UpdateGroupInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('The new description; null empties it.')
  description?: string | null;
}

@InputType({ description: 'Who joins a group. Together at most 100; who is in it already stays in it.' })
export class AddGroupMembersInput extends ActingInput {
  @Field(() => ID, { description: 'The group.' })
  groupId!: string;

  @Ids('Users who join.')
  userIds?: string[] | null;

  @Ids('Groups that are nested in it; never in a circle.')
  groupIds?: string[] | null;
}

@InputType({ description: 'Who leaves a group. Together at most 100; who is not in it is passed over.' })
export class RemoveGroupMembersInput extends ActingInput {
  @Field(() => ID, { description: 'The group.' })
  groupId!: string;

  @Ids('Users who leave.')
  userIds?: string[] | null;

  @Ids('Groups that are no longer nested in it.')
  groupIds?: string[] | null;
}
