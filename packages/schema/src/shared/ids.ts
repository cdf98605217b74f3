import { typeid } from 'typeid-js';

/**
 * The published prefix of every kind of id. An id is a TypeID (`req_01j…`): this prefix and a sortable UUIDv7;
 * it is the same in the database, the API and the logs.
 */
export const ID_PREFIX = {
  User: 'usr',
  Group: 'grp',
  GroupMember: 'gmb',
  Principal: 'prn',
  Session: 'ses',
  SignInLink: 'sil',
  ApiToken: 'tok',
  DeploymentRoleAssignment: 'dra',
  Catalog: 'cat',
  CatalogRoleAssignment: 'cra',
  CatalogResource: 'crs',
  Connector: 'con',
  Resource: 'res',
  ResourceOwner: 'rso',
  ResourceRole: 'rrl',
  AccessPackage: 'pkg',
  AccessPackageRole: 'pkr',
  AssignmentPolicy: 'pol',
  AssignmentPolicyVersion: 'plv',
  PolicyParty: 'ppt',
  PolicyStage: 'pls',
  PolicyApprover: 'pla',
  PolicyQuestion: 'qst',
  AccessRequest: 'req',
  RequestAnswer: 'ans',
  RequestComment: 'cmt',
  ApprovalStage: 'stg',
  StageApprover: 'sap',
  Decision: 'dec',
  Assignment: 'asg',
  AssignmentReason: 'rsn',
  Grant: 'grt',
  GrantCarrier: 'gcr',
  ProvisioningOperation: 'opn',
  ManualTask: 'tsk',
  DirectoryEntitlement: 'ent',
  AuditEvent: 'aud',
  DomainEvent: 'evt',
  ScopeLeaver: 'slv',
  Notification: 'ntf',
  NotificationPreference: 'npf',
  MailMessage: 'mail',
  Deployment: 'dpl',
  JobRun: 'job',
  IdempotencyRecord: 'idm',
} as const;

/** The id of the principal the system acts as; written by the first migration. */
export const SYSTEM_PRINCIPAL_ID = `${ID_PREFIX.Principal}_00000000000000000000000000`;

export type IdKind = keyof typeof ID_PREFIX;

const KIND_OF_PREFIX = new Map<string, IdKind>(Object.entries(ID_PREFIX).map(([kind, prefix]) => [prefix, kind as IdKind]));

/** A new id of the given kind; later ids sort after earlier ones. */
export function newId(kind: IdKind): string {
  return typeid(ID_PREFIX[kind]).toString();
}

const SHAPE = /^([a-z]{3,4})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** What an id names, or null where the text is no id of ours. */
export function kindOfId(id: string): IdKind | null {
  const prefix = SHAPE.exec(id)?.[1];
  return (prefix && KIND_OF_PREFIX.get(prefix)) || null;
}
