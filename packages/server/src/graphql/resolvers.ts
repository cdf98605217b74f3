/** Every resolver, by name: what is not listed is not in the schema. One line each, in the order of the nouns. */
import { AssignmentResolver } from '../features/assignments/assignment.resolver.ts';
import { MyAccessSubscription } from '../features/assignments/my-access.subscription.ts';
import { AuditResolver } from '../features/audit/audit.resolver.ts';
import { CatalogResolver } from '../features/catalog/catalog.resolver.ts';
import { ApiTokenResolver } from '../features/identity/api-token.resolver.ts';
import { SessionResolver } from '../features/identity/session.resolver.ts';
import { ViewerResolver } from '../features/identity/viewer.resolver.ts';
import { InboxSubscription } from '../features/notifications/inbox.subscription.ts';
import { ApprovalResolver } from '../features/requests/approval.resolver.ts';
import { AssignmentRequestResolver } from '../features/requests/assignment-request.resolver.ts';
import { RequestResolver } from '../features/requests/request.resolver.ts';
import { RequestsSubscription } from '../features/requests/requests.subscription.ts';
import { NodeResolver } from './node.resolver.ts';

export const RESOLVERS = [
  NodeResolver,
  // identity
  ViewerResolver,
  SessionResolver,
  ApiTokenResolver,
  // catalog
  CatalogResolver,
  // requests
  RequestResolver,
  ApprovalResolver,
  // assignments
  AssignmentResolver,
  AssignmentRequestResolver,
  // audit
  AuditResolver,
  // live
  RequestsSubscription,
  MyAccessSubscription,
  InboxSubscription,
] as const;
