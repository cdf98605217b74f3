import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { DeploymentRoleAssignment } from './deployment-role-assignment.entity.ts';
import { Group } from './group.entity.ts';
import { User } from './user.entity.ts';

@ObjectType({ description: 'A user as they are now.' })
export class UserPayload extends Payload {
  @Field(() => User, { nullable: true, description: 'The user; null where it was refused.' })
  user!: User | null;
}

@ObjectType({ description: 'A group as it is now.' })
export class GroupPayload extends Payload {
  @Field(() => Group, { nullable: true, description: 'The group; null where it was refused.' })
  group!: Group | null;
}

@ObjectType({ description: 'A role over the whole deployment as it is now.' })
export class DeploymentRolePayload extends Payload {
  @Field(() => DeploymentRoleAssignment, { nullable: true, description: 'The role assignment; null where it was refused.' })
  deploymentRole!: DeploymentRoleAssignment | null;
}
