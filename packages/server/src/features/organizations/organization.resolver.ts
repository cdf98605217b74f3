import { ConnectedOrganizationListArgs } from '@gatehouse/schema/organizations/connected-organization.filters';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import {
  CreateConnectedOrganizationInput,
  OrganizationAdmissionInput,
  UpdateConnectedOrganizationInput,
} from '@gatehouse/schema/organizations/organization.inputs';
import { ConnectedOrganizationPayload, OrganizationAdmission } from '@gatehouse/schema/organizations/organization.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import { organizationAdmission } from './admission.ts';
import * as organizations from './organization.service.ts';

const OrganizationConnection = connectionOf('ConnectedOrganization', () => ConnectedOrganization);

@Resolver()
export class OrganizationResolver {
  @Query(() => OrganizationConnection, {
    description:
      'Connected organizations you may see: your own, those you vouch for, and all of them where you keep them or a catalog.',
  })
  @SignedIn()
  connectedOrganizations(
    @Args(() => ConnectedOrganizationListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(ConnectedOrganization, op, args, info);
  }

  @Query(() => OrganizationAdmission, {
    description: 'Whom an organization with these domains would admit, and to how much; asked before it is saved.',
  })
  @May('organization.manage')
  organizationAdmission(
    @Arg('input', () => OrganizationAdmissionInput, { description: 'The domains.' }) input: OrganizationAdmissionInput,
    @Ctx() op: ViewerOperation,
  ) {
    return organizationAdmission(op, input);
  }

  @Mutation(() => ConnectedOrganizationPayload, {
    description: 'Connects an organization. It is usable at once: nothing is asked of the other side.',
  })
  @May('organization.manage')
  createConnectedOrganization(
    @Arg('input', () => CreateConnectedOrganizationInput, { description: 'What it is.' }) input: CreateConnectedOrganizationInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { connectedOrganization: ConnectedOrganization }, (change) =>
      organizations.createConnectedOrganization(change, input),
    );
  }

  @Mutation(() => ConnectedOrganizationPayload, { description: 'Changes a connected organization.' })
  @May('organization.manage')
  updateConnectedOrganization(
    @Arg('input', () => UpdateConnectedOrganizationInput, { description: 'What changes.' })
    input: UpdateConnectedOrganizationInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { connectedOrganization: ConnectedOrganization }, (change) =>
      organizations.updateConnectedOrganization(change, input),
    );
  }

  @Mutation(() => DeletePayload, {
    description: 'Deletes an organization that no policy names and whose people hold and ask for nothing.',
  })
  @May('organization.manage')
  deleteConnectedOrganization(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => organizations.deleteConnectedOrganization(change, input));
  }
}
