/** Every table: the one list the database configuration, the migrations and the read model start from. */
import { AssignmentReason } from './assignments/assignment-reason.entity.ts';
import { Assignment } from './assignments/assignment.entity.ts';
import { GrantCarrier } from './assignments/grant-carrier.entity.ts';
import { Grant } from './assignments/grant.entity.ts';
import { AuditEvent } from './audit/audit-event.entity.ts';
import { DomainEvent } from './audit/domain-event.entity.ts';
import { AccessPackageRole } from './catalog/access-package-role.entity.ts';
import { AccessPackage } from './catalog/access-package.entity.ts';
import { CatalogResource } from './catalog/catalog-resource.entity.ts';
import { CatalogRoleAssignment } from './catalog/catalog-role-assignment.entity.ts';
import { Catalog } from './catalog/catalog.entity.ts';
import { Connector } from './catalog/connector.entity.ts';
import { ResourceOwner } from './catalog/resource-owner.entity.ts';
import { ResourceRole } from './catalog/resource-role.entity.ts';
import { Resource } from './catalog/resource.entity.ts';
import { ApiToken } from './identity/api-token.entity.ts';
import { DeploymentRoleAssignment } from './identity/deployment-role-assignment.entity.ts';
import { GroupMember } from './identity/group-member.entity.ts';
import { Group } from './identity/group.entity.ts';
import { Principal } from './identity/principal.entity.ts';
import { Session } from './identity/session.entity.ts';
import { SignInLink } from './identity/sign-in-link.entity.ts';
import { User } from './identity/user.entity.ts';
import { MailMessage } from './notifications/mail-message.entity.ts';
import { NotificationPreference } from './notifications/notification-preference.entity.ts';
import { Notification } from './notifications/notification.entity.ts';
import { AssignmentPolicyVersion } from './policies/assignment-policy-version.entity.ts';
import { AssignmentPolicy } from './policies/assignment-policy.entity.ts';
import { PolicyApprover } from './policies/policy-approver.entity.ts';
import { PolicyParty } from './policies/policy-party.entity.ts';
import { PolicyQuestion } from './policies/policy-question.entity.ts';
import { ScopeLeaver } from './policies/scope-leaver.entity.ts';
import { PolicyStage } from './policies/policy-stage.entity.ts';
import { DirectoryEntitlement } from './provisioning/directory-entitlement.entity.ts';
import { ManualTask } from './provisioning/manual-task.entity.ts';
import { ProvisioningOperation } from './provisioning/provisioning-operation.entity.ts';
import { AccessRequest } from './requests/access-request.entity.ts';
import { ApprovalStage } from './requests/approval-stage.entity.ts';
import { Decision } from './requests/decision.entity.ts';
import { RequestAnswer } from './requests/request-answer.entity.ts';
import { RequestComment } from './requests/request-comment.entity.ts';
import { StageApprover } from './requests/stage-approver.entity.ts';
import { Deployment } from './shared/deployment.entity.ts';
import { IdempotencyRecord } from './shared/idempotency-record.entity.ts';
import { JobRun } from './shared/job-run.entity.ts';

export const ENTITIES = [
  AssignmentReason,
  Assignment,
  GrantCarrier,
  Grant,
  AuditEvent,
  DomainEvent,
  AccessPackageRole,
  AccessPackage,
  CatalogResource,
  CatalogRoleAssignment,
  Catalog,
  Connector,
  ResourceOwner,
  ResourceRole,
  Resource,
  ApiToken,
  DeploymentRoleAssignment,
  GroupMember,
  Group,
  Principal,
  Session,
  SignInLink,
  User,
  MailMessage,
  NotificationPreference,
  Notification,
  AssignmentPolicyVersion,
  AssignmentPolicy,
  PolicyApprover,
  PolicyParty,
  PolicyQuestion,
  PolicyStage,
  ScopeLeaver,
  DirectoryEntitlement,
  ManualTask,
  ProvisioningOperation,
  AccessRequest,
  ApprovalStage,
  Decision,
  RequestAnswer,
  RequestComment,
  StageApprover,
  Deployment,
  IdempotencyRecord,
  JobRun,
] as const;
