/** Every resolver, by name: what is not listed is not in the schema. One line each, in the order of the nouns. */
import { AssignmentResolver } from '../features/assignments/assignment.resolver.ts';
import { MyAccessSubscription } from '../features/assignments/my-access.subscription.ts';
import { AuditResolver } from '../features/audit/audit.resolver.ts';
import { AccessPackageResolver } from '../features/catalog/access-package.resolver.ts';
import { CatalogResolver } from '../features/catalog/catalog.resolver.ts';
import { ConnectorResolver } from '../features/catalog/connector.resolver.ts';
import { ResourceResolver } from '../features/catalog/resource.resolver.ts';
import { ApiTokenResolver } from '../features/identity/api-token.resolver.ts';
import { DeploymentRoleResolver } from '../features/identity/deployment-role.resolver.ts';
import { DirectoryResolver } from '../features/identity/directory.resolver.ts';
import { GroupResolver } from '../features/identity/group.resolver.ts';
import { SessionResolver } from '../features/identity/session.resolver.ts';
import { UserResolver } from '../features/identity/user.resolver.ts';
import { ViewerResolver } from '../features/identity/viewer.resolver.ts';
import { InboxResolver } from '../features/notifications/inbox.resolver.ts';
import { InboxSubscription } from '../features/notifications/inbox.subscription.ts';
import { NotificationResolver } from '../features/notifications/notification.resolver.ts';
import { ProvisioningResolver } from '../features/provisioning/provisioning.resolver.ts';
import { PolicyResolver } from '../features/policies/policy.resolver.ts';
import { ApprovalResolver } from '../features/requests/approval.resolver.ts';
import { AssignmentRequestResolver } from '../features/requests/assignment-request.resolver.ts';
import { RequestResolver } from '../features/requests/request.resolver.ts';
import { RequestsSubscription } from '../features/requests/requests.subscription.ts';
import { LiveCursorResolver } from './live-cursor.resolver.ts';
import { NodeResolver } from './node.resolver.ts';

export const RESOLVERS = [
  NodeResolver,
  // identity
  ViewerResolver,
  SessionResolver,
  ApiTokenResolver,
  UserResolver,
  GroupResolver,
  DeploymentRoleResolver,
  DirectoryResolver,
  // catalog
  CatalogResolver,
  ConnectorResolver,
  ResourceResolver,
  AccessPackageResolver,
  // policies
  PolicyResolver,
  // requests
  RequestResolver,
  ApprovalResolver,
  // assignments
  AssignmentResolver,
  AssignmentRequestResolver,
  // provisioning
  ProvisioningResolver,
  // notifications
  NotificationResolver,
  InboxResolver,
  // audit
  AuditResolver,
  // live
  LiveCursorResolver,
  RequestsSubscription,
  MyAccessSubscription,
  InboxSubscription,
] as const;
