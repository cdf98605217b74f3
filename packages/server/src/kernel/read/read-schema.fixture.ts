/** A schema with a list for every read model that has a filter, `node`, `nodes`, and a payload and a union that hold a row. */
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AssignmentListArgs } from '@gatehouse/schema/assignments/assignment.filters';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { GrantListArgs } from '@gatehouse/schema/assignments/grant.filters';
import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AuditEventListArgs } from '@gatehouse/schema/audit/audit-event.filters';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { AccessPackageListArgs } from '@gatehouse/schema/catalog/access-package.filters';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { CatalogListArgs } from '@gatehouse/schema/catalog/catalog.filters';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ConnectorListArgs } from '@gatehouse/schema/catalog/connector.filters';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { ResourceListArgs } from '@gatehouse/schema/catalog/resource.filters';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { ApiTokenListArgs } from '@gatehouse/schema/identity/api-token.filters';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupListArgs } from '@gatehouse/schema/identity/group.filters';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { SessionListArgs } from '@gatehouse/schema/identity/session.filters';
import { User } from '@gatehouse/schema/identity/user.entity';
import { UserListArgs } from '@gatehouse/schema/identity/user.filters';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { NotificationListArgs } from '@gatehouse/schema/notifications/notification.filters';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AssignmentPolicyListArgs } from '@gatehouse/schema/policies/assignment-policy.filters';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ManualTaskListArgs } from '@gatehouse/schema/provisioning/manual-task.filters';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { ProvisioningOperationListArgs } from '@gatehouse/schema/provisioning/provisioning-operation.filters';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { AccessRequestListArgs } from '@gatehouse/schema/requests/access-request.filters';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { ApprovalStageListArgs } from '@gatehouse/schema/requests/approval-stage.filters';
import { addDuration } from '@gatehouse/schema/rules/duration';
import { GuestStep } from '@gatehouse/schema/rules/vocabulary';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { Node } from '@gatehouse/schema/shared/node';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, ObjectType, Query, Resolver, buildSchemaSync, createUnionType } from 'type-graphql';
import { packageSearch } from '../../features/catalog/packages/package-search.ts';
import { BROWSE } from '../../features/catalog/packages/package-standing.read.ts';
import { foreseen } from '../../features/identity/guests/guest-lifecycle.read.ts';
import { ALL_STAGES, APPROVAL_QUEUE } from '../../features/requests/showing/approval-stage.read.ts';
import { type ViewerOperation } from '../operation.ts';
import { broughtBy } from '../module.ts';
import { MODULES } from '../../app/modules.ts';
import { bindReads } from './bind.ts';
import { provideReads } from './models.ts';
import { anyNode, anyNodes, connection, node, type ListOptions } from './read.ts';

const Item = createUnionType({ name: 'TestItem', types: () => [ApprovalStage, AccessRequest] as const });

@ObjectType()
class TestPayload {
  @Field(() => AccessRequest, { nullable: true })
  accessRequest!: AccessRequest | null;

  @Field(() => Item, { nullable: true })
  item!: object | null;
}

@Resolver()
class TestResolver {
  @Query(() => Node, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return anyNode(op, id, info);
  }

  @Query(() => [Node], { nullable: 'items' })
  nodes(@Arg('ids', () => [ID]) ids: string[], @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return anyNodes(op, ids, info);
  }

  @Query(() => TestPayload)
  async payload(@Arg('id', () => ID) id: string, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return {
      accessRequest: await node(AccessRequest, op, id, info, ['accessRequest']),
      item: await node(AccessRequest, op, id, info, ['item']),
    };
  }

  @Query(() => connectionOf('AccessPackage', () => AccessPackage))
  find(@Arg('text', () => String) text: string, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(AccessPackage, op, {}, info, { ...BROWSE, search: packageSearch(text) });
  }

  @Query(() => connectionOf('GuestLifecycle', () => GuestLifecycle))
  foreseen(@Arg('step', () => GuestStep) step: GuestStep, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(GuestLifecycle, op, {}, info, foreseen(step, addDuration(op.now, 'P30D')));
  }
}

interface ListOf {
  entity: new () => object;
  type: string;
  args: new () => ListRequest;
  options?: ListOptions<never>;
}

const LISTS: Record<string, ListOf> = {
  users: { entity: User, type: 'User', args: UserListArgs },
  groups: { entity: Group, type: 'Group', args: GroupListArgs },
  catalogs: { entity: Catalog, type: 'Catalog', args: CatalogListArgs },
  connectors: { entity: Connector, type: 'Connector', args: ConnectorListArgs },
  resources: { entity: Resource, type: 'Resource', args: ResourceListArgs },
  accessPackages: { entity: AccessPackage, type: 'AccessPackage', args: AccessPackageListArgs },
  browse: { entity: AccessPackage, type: 'AccessPackage', args: AccessPackageListArgs, options: BROWSE as never },
  assignmentPolicies: { entity: AssignmentPolicy, type: 'AssignmentPolicy', args: AssignmentPolicyListArgs },
  accessRequests: { entity: AccessRequest, type: 'AccessRequest', args: AccessRequestListArgs },
  approvals: { entity: ApprovalStage, type: 'ApprovalStage', args: ApprovalStageListArgs, options: APPROVAL_QUEUE as never },
  stages: { entity: ApprovalStage, type: 'ApprovalStage', args: ApprovalStageListArgs },
  approvalStages: { entity: ApprovalStage, type: 'ApprovalStage', args: ApprovalStageListArgs, options: ALL_STAGES as never },
  assignments: { entity: Assignment, type: 'Assignment', args: AssignmentListArgs },
  grants: { entity: Grant, type: 'Grant', args: GrantListArgs },
  provisioningOperations: { entity: ProvisioningOperation, type: 'ProvisioningOperation', args: ProvisioningOperationListArgs },
  manualTasks: { entity: ManualTask, type: 'ManualTask', args: ManualTaskListArgs },
  auditEvents: { entity: AuditEvent, type: 'AuditEvent', args: AuditEventListArgs },
  notifications: { entity: Notification, type: 'Notification', args: NotificationListArgs },
  sessions: { entity: Session, type: 'Session', args: SessionListArgs },
  apiTokens: { entity: ApiToken, type: 'ApiToken', args: ApiTokenListArgs },
};

/** Adds a list to the resolver, as a decorated method would. */
function addList(name: string, { entity, type, args, options }: ListOf): void {
  const target = TestResolver.prototype as unknown as Record<string, unknown>;
  target[name] = (list: ListRequest, op: ViewerOperation, info: GraphQLResolveInfo) =>
    connection(entity, op, list, info, options as never);
  const descriptor = Object.getOwnPropertyDescriptor(target, name) ?? {};
  const page = connectionOf(type, () => entity);
  Query(() => page)(target, name, descriptor);
  Args(() => args as never)(target, name, 0);
  Ctx()(target, name, 1);
  Info()(target, name, 2);
}
for (const [name, list] of Object.entries(LISTS)) addList(name, list);

let schema: GraphQLSchema | null = null;

/** The schema, built once per process. */
export function readSchema(): GraphQLSchema {
  if (schema) return schema;
  schema = buildSchemaSync({ resolvers: [TestResolver], orphanedTypes: [DeploymentRoleAssignment], validate: false });
  provideReads(broughtBy(MODULES, 'reads'));
  bindReads(schema);
  return schema;
}
