import { REMOVE_TYPES } from '@gatehouse/schema/rules/request-types';
import type {
  ApproverKind,
  AssignmentState,
  AuthenticationType,
  CatalogRole,
  CatalogState,
  DeploymentRole,
  DomainRuleKind,
  GateFixer,
  GrantState,
  ManualTaskState,
  OperationState,
  OrganizationState,
  PackageGap,
  PackageStanding,
  PolicyScope,
  RequestCause,
  RequestState,
  RequestType,
  ResourceKind,
  SponsorKind,
  StageState,
  UserKind,
  UserState,
} from '@gatehouse/schema/rules/vocabulary';
import type { Tone } from '../states/badge.tsx';

/** How a state is called and which tone it has. The words are those of the state machines, in the reader's language. */
export type Words<State extends string> = Readonly<Record<State, readonly [label: string, tone: Tone]>>;

export const requestStates: Words<RequestState> = {
  SUBMITTED: ['Submitted', 'moving'],
  PENDING_APPROVAL: ['Waiting for approval', 'waiting'],
  SCHEDULED: ['Approved, not started', 'moving'],
  DELIVERING: ['Delivering', 'moving'],
  DELIVERED: ['Delivered', 'good'],
  PARTIALLY_DELIVERED: ['Partly delivered', 'bad'],
  FAILED: ['Failed', 'bad'],
  DENIED: ['Denied', 'bad'],
  EXPIRED: ['Nobody decided in time', 'neutral'],
  CANCELED: ['Canceled', 'neutral'],
};

const removalStates: Words<RequestState> = {
  ...requestStates,
  DELIVERING: ['Being taken away', 'moving'],
  DELIVERED: ['Taken away', 'good'],
  PARTIALLY_DELIVERED: ['Partly taken away', 'bad'],
};

/** The states of a request of this type: what a removal delivers is that something is gone. */
export function requestStatesOf(type: RequestType): Words<RequestState> {
  return REMOVE_TYPES.includes(type) ? removalStates : requestStates;
}

export const assignmentStates: Words<AssignmentState> = {
  DELIVERING: ['Delivering', 'moving'],
  DELIVERED: ['Active', 'good'],
  PARTIALLY_DELIVERED: ['Partly active', 'bad'],
  DELIVERY_FAILED: ['Delivery failed', 'bad'],
  ENDING: ['Ending', 'waiting'],
  EXPIRED: ['Ended', 'neutral'],
};

export const grantStates: Words<GrantState> = {
  PENDING: ['On its way', 'moving'],
  ACTIVE: ['Active', 'good'],
  FAILED: ['Refused by the target', 'bad'],
  REVOKING: ['Being taken away', 'waiting'],
  REVOKE_FAILED: ['Could not be taken away', 'bad'],
  REMOVED: ['Taken away', 'neutral'],
};

export const stageStates: Words<StageState> = {
  WAITING: ['Not yet its turn', 'neutral'],
  OPEN: ['Waiting for a decision', 'waiting'],
  APPROVED: ['Approved', 'good'],
  DENIED: ['Denied', 'bad'],
  EXPIRED: ['Lapsed', 'neutral'],
  SKIPPED: ['Skipped', 'neutral'],
  CANCELED: ['Not needed any more', 'neutral'],
};

export const operationStates: Words<OperationState> = {
  QUEUED: ['Queued', 'moving'],
  RUNNING: ['Running', 'moving'],
  WAITING: ['Waits for a person', 'waiting'],
  RETRYING: ['Will be tried again', 'waiting'],
  SUCCEEDED: ['Done', 'good'],
  DEAD: ['Refused for good', 'bad'],
  CANCELED: ['Overtaken', 'neutral'],
};

export const manualTaskStates: Words<ManualTaskState> = {
  OPEN: ['To do', 'waiting'],
  COMPLETED: ['Done', 'good'],
  REJECTED: ['Rejected', 'bad'],
  CANCELED: ['Not needed any more', 'neutral'],
};

export const userStates: Words<UserState> = {
  PROSPECT: ['Prospect', 'waiting'],
  ACTIVE: ['Active', 'good'],
  BLOCKED: ['Blocked', 'bad'],
  DELETED: ['Deleted', 'neutral'],
};

export const organizationStates: Words<OrganizationState> = {
  CONFIGURED: ['Configured', 'good'],
  PROPOSED: ['Proposed', 'waiting'],
};

export const domainRuleKinds: Words<DomainRuleKind> = {
  BLOCK: ['Shut out', 'bad'],
  ALLOW: ['Let in', 'good'],
};

export const packageStandings: Words<PackageStanding> = {
  READY: ['Ready', 'good'],
  NOT_READY: ['Not ready', 'waiting'],
  RETIRED: ['Retired', 'neutral'],
};
/** What a package lacks, as a reason. */
export const packageGaps: Readonly<Record<PackageGap, string>> = {
  NO_CONTENTS: 'no contents',
  NO_POLICY: 'no policy in force',
  CATALOG_UNPUBLISHED: 'its catalog is not published',
};
export const catalogStates: Words<CatalogState> = { PUBLISHED: ['Published', 'good'], UNPUBLISHED: ['Unpublished', 'neutral'] };

export const requestTypes: Readonly<Record<RequestType, string>> = {
  USER_ADD: 'Asks for access',
  USER_EXTEND: 'Asks to keep access longer',
  USER_UPDATE: 'Changes answers',
  USER_REMOVE: 'Gives access up',
  ON_BEHALF_ADD: 'Asks for somebody else',
  ON_BEHALF_REMOVE: 'Gives access up for somebody else',
  ADMIN_ADD: 'Assigned directly',
  ADMIN_UPDATE: 'Changed by an administrator',
  ADMIN_REMOVE: 'Taken away by an administrator',
  SYSTEM_REMOVE: 'Ended by Gatehouse',
};

export const requestCauses: Readonly<Record<RequestCause, string>> = {
  EXPIRY: 'its end was reached',
  LIFECYCLE: 'the person was deleted',
  APPROVAL_REVOKED: 'an approval was taken back',
  ELIGIBILITY_LOST: 'its policy is for other people now',
  REPLACED: 'a fresh request took its place',
};

export const userKinds: Readonly<Record<UserKind, string>> = { MEMBER: 'Member', GUEST: 'Guest', SERVICE: 'Service' };
export const authenticationTypes: Readonly<Record<AuthenticationType, string>> = {
  OPENID_CONNECT: 'They sign in where their organization does',
  ONE_TIME_CODE: 'They are sent a code by mail',
};
export const sponsorKinds: Readonly<Record<SponsorKind, string>> = {
  INTERNAL: 'From inside',
  EXTERNAL: 'From the organization',
};
export const resourceKinds: Readonly<Record<ResourceKind, string>> = {
  GROUP: 'Group',
  APPLICATION: 'Application',
  SITE: 'Site',
  LICENCE: 'Licence',
};

export const catalogRoles: Readonly<Record<CatalogRole, string>> = {
  OWNER: 'Owner',
  READER: 'Reader',
  PACKAGE_MANAGER: 'Package manager',
  ASSIGNMENT_MANAGER: 'Assignment manager',
};

export const deploymentRoles: Readonly<Record<DeploymentRole, string>> = {
  ADMINISTRATOR: 'Administrator',
  CATALOG_CREATOR: 'Catalog creator',
  ORGANIZATION_ADMINISTRATOR: 'Administrator of organizations',
  AUDITOR: 'Auditor',
};

export const policyScopes: Readonly<Record<PolicyScope, string>> = {
  SPECIFIC_USERS_AND_GROUPS: 'Named people and groups',
  SPECIFIC_ORGANIZATIONS: 'People of named organizations',
  ALL_MEMBERS: 'All members',
  ALL_USERS: 'All members and guests',
  ALL_CONFIGURED_ORGANIZATIONS: 'People of all configured organizations',
  ALL_EXTERNAL: 'Everybody from outside',
  SERVICES: 'Services',
  NOBODY: 'Nobody: direct assignment only',
};

export const approverKinds: Readonly<Record<ApproverKind, string>> = {
  USER: 'a named person',
  GROUP: 'the people of a group',
  MANAGER: 'the manager',
  INTERNAL_SPONSOR: 'the internal sponsors',
  EXTERNAL_SPONSOR: 'the external sponsors',
  SPONSOR: 'the sponsors',
  RESOURCE_OWNER: 'the owners of the resources',
  CATALOG_OWNER: 'the owners of the catalog',
};

export const gateFixers: Readonly<Record<GateFixer, string>> = {
  REQUESTER: 'Whoever asks can change this.',
  TARGET: 'The person the access is for can change this.',
  CATALOG_OWNER: 'An owner of the catalog can change this.',
  PACKAGE_MANAGER: 'A package manager of the catalog can change this.',
  ORGANIZATION_ADMINISTRATOR: 'An administrator of organizations can change this.',
  ADMINISTRATOR: 'An administrator can change this.',
  NOBODY: 'Nobody needs to do anything; it passes by itself or not at all.',
};

/** Options of a choice among words. */
export function choices<State extends string>(
  words: Readonly<Record<State, string | readonly [string, Tone]>>,
): { value: State; label: string }[] {
  return (Object.keys(words) as State[]).map((value) => {
    const word = words[value];
    return { value, label: typeof word === 'string' ? word : (word[0] as string) };
  });
}
