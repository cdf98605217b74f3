import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { DeploymentRoleListArgs } from '@gatehouse/schema/identity/deployment-role.filters';
import { AssignDeploymentRoleInput, RemoveDeploymentRoleInput } from '@gatehouse/schema/identity/deployment-role.inputs';
import { DeploymentRolePayload } from '@gatehouse/schema/identity/identity.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as roles from './deployment-role.service.ts';

const DeploymentRoleConnection = connectionOf('DeploymentRoleAssignment', () => DeploymentRoleAssignment);

@Resolver()
export class DeploymentRoleResolver {
  @Query(() => DeploymentRoleConnection, { description: 'Who holds which role over the deployment.' })
  @May('deploymentRole.read')
  deploymentRoles(
    @Args(() => DeploymentRoleListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(DeploymentRoleAssignment, op, args, info);
  }

  @Mutation(() => DeploymentRolePayload, { description: 'Gives a user or a group a role over the deployment.' })
  @May('deploymentRole.manage')
  assignDeploymentRole(
    @Arg('input', () => AssignDeploymentRoleInput, { description: 'Which role, to whom.' }) input: AssignDeploymentRoleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { deploymentRole: DeploymentRoleAssignment }, (change) =>
      roles.assignDeploymentRole(change, input),
    );
  }

  @Mutation(() => DeletePayload, { description: 'Takes a role over the deployment away; one administrator always remains.' })
  @May('deploymentRole.manage')
  removeDeploymentRole(
    @Arg('input', () => RemoveDeploymentRoleInput, { description: 'Which one.' }) input: RemoveDeploymentRoleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => roles.removeDeploymentRole(change, input));
  }
}
