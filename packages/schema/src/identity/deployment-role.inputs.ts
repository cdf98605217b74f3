import { Field, ID, InputType } from 'type-graphql';
import { DeploymentRole } from '../rules/vocabulary.ts';
import { ActingInput, Switch } from '../shared/inputs.ts';

@InputType({ description: 'A role over the whole deployment for a user or a group.' })
export class AssignDeploymentRoleInput extends ActingInput {
  @Field(() => DeploymentRole, { description: 'The role.' })
  role!: DeploymentRole;

  @Field(() => ID, { nullable: true, description: 'The user to hold it; name a user or a group.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The group to hold it.' })
  groupId?: string | null;

  @Switch('May its holders assign past approval? Nobody gives this to themself. Stays as it is where nothing is said.')
  mayBypassApproval?: boolean | null;
}

@InputType({ description: 'Which role to take away.' })
export class RemoveDeploymentRoleInput extends ActingInput {
  @Field(() => ID, { description: 'The role assignment.' })
  id!: string;
}
