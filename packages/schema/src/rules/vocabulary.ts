/**
 * The closed lists of the domain's words: every state, kind and code that a rule decides on.
 * They stand here, below everything else, so that the pure rules, the entities, the GraphQL schema and the
 * dashboard all speak from one list. Each list is a const object (the value) and a union type (the type).
 * Words and rules: CONTEXT.md.
 */

/** Makes a const object whose keys equal its values, from a list of words. */
function words<const T extends readonly string[]>(...list: T): { readonly [K in T[number]]: K } {
  return Object.freeze(Object.fromEntries(list.map((word) => [word, word]))) as { readonly [K in T[number]]: K };
}

export const UserKind = words('MEMBER', 'GUEST', 'SERVICE');
export type UserKind = keyof typeof UserKind;

/** PROSPECT: an outsider who proved who they are, or was named by mail, and has no account yet. */
export const UserState = words('PROSPECT', 'ACTIVE', 'BLOCKED', 'DELETED');
export type UserState = keyof typeof UserState;

export const BlockReason = words('ADMINISTRATIVE', 'LIFECYCLE');
export type BlockReason = keyof typeof BlockReason;

export const DeploymentRole = words('ADMINISTRATOR', 'CATALOG_CREATOR', 'ORGANIZATION_ADMINISTRATOR', 'AUDITOR');
export type DeploymentRole = keyof typeof DeploymentRole;

/** Where a connected organization stands. PROPOSED: known by somebody who was approved, confirmed by nobody. */
export const OrganizationState = words('PROPOSED', 'CONFIGURED');
export type OrganizationState = keyof typeof OrganizationState;

/** INTERNAL: a member vouches for the organization's people. EXTERNAL: a guest of that organization does. */
export const SponsorKind = words('INTERNAL', 'EXTERNAL');
export type SponsorKind = keyof typeof SponsorKind;

/** How people of a domain prove who they are. */
export const AuthenticationType = words('OPENID_CONNECT', 'ONE_TIME_CODE');
export type AuthenticationType = keyof typeof AuthenticationType;

/** BLOCK: nobody of the domain is given anything. ALLOW: where there is one, only such domains are let in. */
export const DomainRuleKind = words('BLOCK', 'ALLOW');
export type DomainRuleKind = keyof typeof DomainRuleKind;

/** What a token may do: read, read as reporting tools do, or what its owner may do. */
export const TokenScope = words('READ', 'ADHOC', 'WRITE');
export type TokenScope = keyof typeof TokenScope;

/** What becomes of a governed guest who lost their last access. */
export const LastAccessLost = words('NOTHING', 'BLOCK', 'BLOCK_AND_DELETE', 'DELETE');
export type LastAccessLost = keyof typeof LastAccessLost;

/** What can become of a guest next. */
export const GuestStep = words('BLOCK', 'DELETE');
export type GuestStep = keyof typeof GuestStep;

/** Where a governed guest stands. SPARED: others rely on them, or they are about to get access. */
export const GuestStanding = words('HAS_ACCESS', 'WITHOUT_ACCESS', 'HELD', 'EXEMPT', 'SPARED');
export type GuestStanding = keyof typeof GuestStanding;

/** Why nothing becomes of a guest though they hold nothing. */
export const SparedBy = words('SPONSOR', 'APPROVER', 'OPEN_APPROVAL', 'PENDING_REQUEST');
export type SparedBy = keyof typeof SparedBy;

export const CatalogRole = words('OWNER', 'READER', 'PACKAGE_MANAGER', 'ASSIGNMENT_MANAGER');
export type CatalogRole = keyof typeof CatalogRole;

export const CatalogState = words('PUBLISHED', 'UNPUBLISHED');
export type CatalogState = keyof typeof CatalogState;

export const PackageState = words('ACTIVE', 'RETIRED');
export type PackageState = keyof typeof PackageState;

/** Where a package stands: what its state says, and whether anybody could be given it. */
export const PackageStanding = words('READY', 'NOT_READY', 'RETIRED');
export type PackageStanding = keyof typeof PackageStanding;

/** What a package lacks before anybody can be given it. */
export const PackageGap = words('NO_CONTENTS', 'NO_POLICY', 'CATALOG_UNPUBLISHED');
export type PackageGap = keyof typeof PackageGap;

/** What it takes until somebody can ask for something, in the order in which it is done. */
export const SetupStepName = words('PEOPLE', 'RESOURCE', 'CATALOG', 'PACKAGE', 'POLICY');
export type SetupStepName = keyof typeof SetupStepName;

/** Who may see what is in a package before they hold it. */
export const ContentsVisibility = words('NOBODY', 'MEMBERS', 'EVERYONE');
export type ContentsVisibility = keyof typeof ContentsVisibility;

export const ResourceKind = words('GROUP', 'APPLICATION', 'SITE', 'LICENCE');
export type ResourceKind = keyof typeof ResourceKind;

/** ACTIVE gives the right at once; ELIGIBLE gives the right to activate it elsewhere. */
export const RoleMode = words('ACTIVE', 'ELIGIBLE');
export type RoleMode = keyof typeof RoleMode;

/** Whom a policy is for. NOBODY: direct assignment only. */
export const PolicyScope = words(
  'SPECIFIC_USERS_AND_GROUPS',
  'SPECIFIC_ORGANIZATIONS',
  'ALL_MEMBERS',
  'ALL_USERS',
  'ALL_CONFIGURED_ORGANIZATIONS',
  'ALL_EXTERNAL',
  'SERVICES',
  'NOBODY',
);
export type PolicyScope = keyof typeof PolicyScope;

export const PolicyState = words('ENABLED', 'DISABLED');
export type PolicyState = keyof typeof PolicyState;

/** What an approval chain is asked for. */
export const ApprovalOccasion = words('ADD', 'EXTEND');
export type ApprovalOccasion = keyof typeof ApprovalOccasion;

/** In which part of a stage an approver is named by the policy, or how somebody came to be asked. */
export const ApproverRole = words('PRIMARY', 'FALLBACK', 'ESCALATION', 'REASSIGNED');
export type ApproverRole = keyof typeof ApproverRole;

export const ApproverKind = words(
  'USER',
  'GROUP',
  'MANAGER',
  'INTERNAL_SPONSOR',
  'EXTERNAL_SPONSOR',
  'SPONSOR',
  'RESOURCE_OWNER',
  'CATALOG_OWNER',
);
export type ApproverKind = keyof typeof ApproverKind;

export const ExpirationKind = words('NEVER', 'ON_DATE', 'AFTER_DURATION');
export type ExpirationKind = keyof typeof ExpirationKind;

export const QuestionKind = words('SHORT_TEXT', 'LONG_TEXT', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE');
export type QuestionKind = keyof typeof QuestionKind;

export const RequestType = words(
  'USER_ADD',
  'USER_EXTEND',
  'USER_UPDATE',
  'USER_REMOVE',
  'ON_BEHALF_ADD',
  'ON_BEHALF_REMOVE',
  'ADMIN_ADD',
  'ADMIN_UPDATE',
  'ADMIN_REMOVE',
  'SYSTEM_REMOVE',
);
export type RequestType = keyof typeof RequestType;

/** Why the system (nobody in person) started a request. */
export const RequestCause = words('EXPIRY', 'LIFECYCLE', 'APPROVAL_REVOKED', 'REPLACED', 'ELIGIBILITY_LOST');
export type RequestCause = keyof typeof RequestCause;

/** What becomes of those who hold access under a policy that is not for them any more. */
export const HoldersOutside = words('KEEP', 'END');
export type HoldersOutside = keyof typeof HoldersOutside;

export const RequestState = words(
  'SUBMITTED',
  'PENDING_APPROVAL',
  'SCHEDULED',
  'DELIVERING',
  'DELIVERED',
  'PARTIALLY_DELIVERED',
  'FAILED',
  'DENIED',
  'EXPIRED',
  'CANCELED',
);
export type RequestState = keyof typeof RequestState;

/** What a request that is decided is held for. */
export const HeldFor = words('UNDO', 'PROOF_OF_ADDRESS', 'TERMS', 'START');
export type HeldFor = keyof typeof HeldFor;

/** What a request waits for that only its target can give. */
export const Awaited = words('PROOF_OF_ADDRESS', 'TERMS');
export type Awaited = keyof typeof Awaited;

/** What there is to accept. */
export const TermsKind = words('PRIVACY_NOTICE');
export type TermsKind = keyof typeof TermsKind;

/** Where a request's row came from: lived here, or read from an older system's history. */
export const RequestSource = words('GATEHOUSE', 'IMPORTED');
export type RequestSource = keyof typeof RequestSource;

export const StageState = words('WAITING', 'OPEN', 'APPROVED', 'DENIED', 'EXPIRED', 'SKIPPED', 'CANCELED');
export type StageState = keyof typeof StageState;

export const DecisionKind = words('APPROVE', 'DENY');
export type DecisionKind = keyof typeof DecisionKind;

export const AssignmentState = words('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED', 'ENDING', 'EXPIRED');
export type AssignmentState = keyof typeof AssignmentState;

export const ReasonKind = words('REQUEST');
export type ReasonKind = keyof typeof ReasonKind;

export const GrantState = words('PENDING', 'ACTIVE', 'FAILED', 'REVOKING', 'REVOKE_FAILED', 'REMOVED');
export type GrantState = keyof typeof GrantState;

/** PROVISIONED: we gave it. ADOPTED: it was there before us. */
export const GrantOrigin = words('PROVISIONED', 'ADOPTED');
export type GrantOrigin = keyof typeof GrantOrigin;

/** SCOPE: a policy is for them. ON_BEHALF: they may ask for anybody it is for. */
export const PartyPart = words('SCOPE', 'ON_BEHALF');
export type PartyPart = keyof typeof PartyPart;

/** What happens to an adopted right when its last carrier ends. */
export const AdoptedGrantEnd = words('KEEP', 'REMOVE');
export type AdoptedGrantEnd = keyof typeof AdoptedGrantEnd;

/** What is done about a right that its target has no more, though nobody here took it away. */
export const LostGrants = words('REPORT', 'GIVE_AGAIN');
export type LostGrants = keyof typeof LostGrants;

/** What one setting of a connector is, to a form that asks for it. */
export const ConnectorSettingType = words('TEXT', 'NUMBER', 'SWITCH', 'CHOICE');
export type ConnectorSettingType = keyof typeof ConnectorSettingType;

export const OperationAction = words('GRANT', 'REVOKE');
export type OperationAction = keyof typeof OperationAction;

export const OperationState = words('QUEUED', 'RUNNING', 'WAITING', 'RETRYING', 'SUCCEEDED', 'DEAD', 'CANCELED');
export type OperationState = keyof typeof OperationState;

export const ManualTaskState = words('OPEN', 'COMPLETED', 'REJECTED', 'CANCELED');
export type ManualTaskState = keyof typeof ManualTaskState;

/** The gates of a request; what each asks, and of which requests, is its entry in gate-table.ts. */
export const GateCode = words(
  'CATALOG_UNPUBLISHED',
  'CATALOG_NOT_EXTERNAL',
  'PACKAGE_RETIRED',
  'NO_POLICY_IN_SCOPE',
  'POLICY_NOT_APPLICABLE',
  'POLICY_DISABLED',
  'TARGET_NOT_ELIGIBLE',
  'DOMAIN_BLOCKED',
  'ORGANIZATION_NOT_CONFIGURED',
  'ALREADY_ASSIGNED',
  'REQUEST_PENDING',
  'NOT_YOURS_TO_REQUEST',
  'SELF_SERVING_POLICY',
  'ANSWERS_INVALID',
  'SCHEDULE_OUT_OF_BOUNDS',
  'TERMS_NOT_ACCEPTED',
  'PROOF_MISSING',
  'NO_APPROVER',
);
export type GateCode = keyof typeof GateCode;

/** Who can do something about a failed gate. */
export const GateFixer = words(
  'REQUESTER',
  'TARGET',
  'CATALOG_OWNER',
  'PACKAGE_MANAGER',
  'ORGANIZATION_ADMINISTRATOR',
  'ADMINISTRATOR',
  'NOBODY',
);
export type GateFixer = keyof typeof GateFixer;

/** What can be wrong with an answer, or with the justification. */
export const AnswerIssueCode = words(
  'REQUIRED',
  'UNKNOWN_QUESTION',
  'ANSWERED_TWICE',
  'WRONG_KIND',
  'TOO_LONG',
  'PATTERN_MISMATCH',
  'NOT_A_CHOICE',
  'NOT_CHANGEABLE',
  'JUSTIFICATION_REQUIRED',
);
export type AnswerIssueCode = keyof typeof AnswerIssueCode;

export const NotificationKind = words(
  'APPROVAL_REQUESTED',
  'APPROVAL_REMINDER',
  'APPROVAL_ESCALATED',
  'APPROVAL_NOT_NEEDED',
  'APPROVER_MISSING',
  'REQUEST_SUBMITTED_FOR_YOU',
  'CONSENT_NEEDED',
  'REQUEST_APPROVED',
  'REQUEST_DENIED',
  'REQUEST_EXPIRED',
  'REQUEST_CANCELED',
  'REQUEST_FAILED',
  'REQUEST_COMMENTED',
  'ANSWERS_CHANGED',
  'ACCESS_DELIVERED',
  'ACCESS_PARTIALLY_DELIVERED',
  'ACCESS_DELIVERY_FAILED',
  'ACCESS_ENDS_SOON',
  'ACCESS_ENDED',
  'ACCESS_LOST',
  'ACCESS_CHANGED',
  'REVOCATION_FAILED',
  'MANUAL_TASK_OPENED',
  'TOKEN_ENDS_SOON',
  'TOKEN_REVOKED',
  'SERVICE_UNANSWERED',
  'SERVICE_HANDED_OVER',
  'GUEST_BLOCKED',
  'GUEST_ENDS_SOON',
);
export type NotificationKind = keyof typeof NotificationKind;

/** Why somebody may or may not do something: the code of every answer in `viewerCan`. */
export const AbilityCode = words(
  'ROLE',
  'OWN',
  'APPROVER',
  'SYSTEM',
  'NOT_PERMITTED',
  'TOKEN_READ_ONLY',
  'TOKEN_CONFINED',
  'WRONG_STATE',
  'NOT_YOURS',
  'NOT_FOR_YOURSELF',
  'ALREADY_DECIDED',
  'LAPSED',
  'WINDOW_OVER',
  'TOO_EARLY',
  'NOT_ALLOWED_BY_POLICY',
  'NO_BYPASS_RIGHT',
  'NOT_OWNER_OF_RESOURCE',
);
export type AbilityCode = keyof typeof AbilityCode;

/** What somebody should think about in what they saved. */
export const WarningCode = words(
  'APPROVER_GONE',
  'GROUP_EMPTY',
  'NO_OWNER',
  'NO_APPROVER',
  'QUORUM_TOO_LARGE',
  'NO_FALLBACK',
  'OPENS_TO_EDITOR',
  'EQUAL_RANK',
);
export type WarningCode = keyof typeof WarningCode;
