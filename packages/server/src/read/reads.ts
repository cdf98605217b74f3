/** Every read model, in the order of the nouns: what is not listed cannot be read. */
import { ASSIGNMENT_READS } from '../features/assignments/assignment.read.ts';
import { grantRead } from '../features/assignments/grant.read.ts';
import { auditEventRead } from '../features/audit/audit-event.read.ts';
import { ACCESS_PACKAGE_READS } from '../features/catalog/access-package.read.ts';
import { CATALOG_READS } from '../features/catalog/catalog.read.ts';
import { connectorRead } from '../features/catalog/connector.read.ts';
import { RESOURCE_READS } from '../features/catalog/resource.read.ts';
import { apiTokenRead } from '../features/identity/api-token.read.ts';
import { deploymentRoleRead } from '../features/identity/deployment-role.read.ts';
import { GROUP_READS } from '../features/identity/group.read.ts';
import { sessionRead } from '../features/identity/session.read.ts';
import { userRead } from '../features/identity/user.read.ts';
import { demoMailRead } from '../features/notifications/demo-mail.read.ts';
import { NOTIFICATION_READS } from '../features/notifications/notification.read.ts';
import { POLICY_READS } from '../features/policies/assignment-policy.read.ts';
import { POLICY_PART_READS } from '../features/policies/policy-parts.read.ts';
import { MANUAL_TASK_READS } from '../features/provisioning/manual-task.read.ts';
import { ACCESS_REQUEST_READS } from '../features/requests/access-request.read.ts';
import { STAGE_READS } from '../features/requests/approval-stage.read.ts';
import { type Read } from './define-read.ts';

/** The whole list. */
export const READS: readonly Read[] = [
  userRead,
  ...GROUP_READS,
  deploymentRoleRead,
  sessionRead,
  apiTokenRead,
  ...CATALOG_READS,
  connectorRead,
  ...RESOURCE_READS,
  ...ACCESS_PACKAGE_READS,
  ...POLICY_READS,
  ...POLICY_PART_READS,
  ...ACCESS_REQUEST_READS,
  ...STAGE_READS,
  ...ASSIGNMENT_READS,
  grantRead,
  ...MANUAL_TASK_READS,
  auditEventRead,
  ...NOTIFICATION_READS,
  demoMailRead,
];
