import { GUEST_LIFECYCLE_SETTINGS_ID } from '@gatehouse/schema/identity/guest-lifecycle-settings.entity';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { getNamedType, isObjectType } from 'graphql';
import { type Case } from './case.ts';

/** One object of every Node type, in the place of the case. */
export const SAMPLES: Record<string, (c: Case) => string> = {
  // Of the people of a place the foreign one is blocked: found by nobody any more.
  User: (c) => (c.place.name === 'foreign' ? c.others.blocked.id : c.place.requester.id),
  Group: (c) => c.group.id,
  ApiToken: (c) => c.mine.token,
  Session: (c) => c.mine.session,
  Notification: (c) => c.mine.notification,
  DeploymentRoleAssignment: (c) => c.others.deploymentRole.id,
  ConnectedOrganization: (c) => c.others.organization.id,
  Terms: (c) => c.others.terms.id,
  DomainRule: (c) => c.others.domainRule.id,
  GuestLifecycle: (c) => c.others.lifecycle.id,
  GuestLifecycleSettings: () => GUEST_LIFECYCLE_SETTINGS_ID,
  Catalog: (c) => c.place.catalog.id,
  CatalogRoleAssignment: (c) => c.place.ids.catalogRole,
  Connector: (c) => c.place.connector.id,
  Resource: (c) => c.place.resource.id,
  ResourceRole: (c) => c.place.appRole.id,
  AccessPackage: (c) => c.place.packages.pending.id,
  AssignmentPolicy: (c) => c.place.ids.policy,
  AssignmentPolicyVersion: (c) => c.place.ids.policyVersion,
  PolicyStage: (c) => c.place.ids.policyStage,
  PolicyQuestion: (c) => c.place.ids.question,
  AccessRequest: (c) => c.place.requests.pending.id,
  ApprovalStage: (c) => c.place.ids.pendingStage,
  Assignment: (c) => c.place.ids.assignment,
  Grant: (c) => c.place.ids.grant,
  ProvisioningOperation: (c) => c.place.ids.waitingOperation,
  ManualTask: (c) => c.place.ids.openTask,
  AuditEvent: (c) => c.place.ids.audit,
};

/** @throws Error that says where one is added */
export function sampleOf(type: string): (c: Case) => string {
  const sample = SAMPLES[type];
  if (!sample) throw new Error(`${type} has no sample: add one to SAMPLES in test/matrix/reads.ts.`);
  return sample;
}

/** More of a type, where one alone cannot have everything: what is still open has not ended. */
export const MORE_SAMPLES: Record<string, (c: Case) => string[]> = {
  User: (c) => [
    ...(c.place.name === 'foreign' ? [c.others.deleted.id] : []),
    c.others.guest.id,
    ...[c.place.manager, c.place.owner, c.place.approver, c.others.creator].map(({ id }) => id),
  ],
  Group: (c) => [c.others.nested.id, c.place.governed.id, c.others.inner.id],
  AccessPackage: (c) => [c.place.packages.delivered.id],
  ApiToken: (c) => [c.mine.revokedToken],
  Notification: (c) => [c.mine.readNotification],
  DeploymentRoleAssignment: (c) => [c.others.groupRole.id],
  CatalogRoleAssignment: (c) => [c.place.ids.groupRole],
  Resource: (c) => [c.place.lived.resource.id, c.place.linkedResource.id],
  AssignmentPolicy: (c) => [c.place.lived.policy],
  AssignmentPolicyVersion: (c) => [c.place.lived.version],
  PolicyStage: (c) => [c.place.lived.stage],
  PolicyQuestion: (c) => c.place.lived.questions,
  AccessRequest: (c) => [
    c.place.lived.request,
    c.place.left.removal,
    c.place.requests.scheduled.id,
    c.place.requests.failed.id,
    c.place.requests.delivered.id,
  ],
  ApprovalStage: (c) => [c.place.left.approvalStage, c.place.ids.scheduledStage],
  Assignment: (c) => [c.place.left.assignment, c.place.ids.earlyAssignment],
  Grant: (c) => [c.place.ids.failedGrant],
  ProvisioningOperation: (c) => [c.place.ids.deadOperation],
  ManualTask: (c) => [c.place.ids.closedTask],
};

/** A query, and whether its answer shows what the case is about. */
export interface Look {
  document: string;
  /** Of the cases one query asks about: one, or all at once where it can. */
  variables: (c: Case, all: readonly Case[]) => object;
  /** Does one query show which of several objects somebody sees? */
  together?: true;
  sees: (answer: unknown, c: Case) => boolean;
}

const there = (answer: unknown) => answer !== null && answer !== undefined;
const holds = (list: (answer: never) => { nodes: { id: string }[] }, sample: (c: Case) => string) => (answer: unknown, c: Case) =>
  list(answer as never).nodes.some(({ id }) => id === sample(c));
const page = 'nodes { id }';
const queue = (name: string, sample: (c: Case) => string): Look => ({
  document: `{ inbox { ${name}(first: 100) { ${page} } } }`,
  variables: () => ({}),
  together: true,
  sees: holds((inbox: Record<string, { nodes: { id: string }[] }>) => inbox[name]!, sample),
});

/** Queries that are no plain list of one type; in brackets how, where a query is asked in more than one way. */
export const LOOKS: Record<string, Look> = {
  viewer: { document: '{ viewer { user { id } deploymentRoles } }', variables: () => ({}), sees: there },
  node: {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: (c) => ({ id: SAMPLES.AccessRequest!(c) }),
    sees: there,
  },
  nodes: {
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: (c) => ({ ids: [SAMPLES.AccessRequest!(c)] }),
    sees: (answer) => there((answer as unknown[])[0]),
  },
  'inbox (approvals)': queue('approvals', SAMPLES.ApprovalStage!),
  'inbox (manual tasks)': queue('manualTasks', SAMPLES.ManualTask!),
  'inbox (unread)': queue('unread', SAMPLES.Notification!),
  requestOptions: {
    document: 'query ($id: ID!) { requestOptions(accessPackageId: $id) { mayRequest } }',
    variables: (c) => ({ id: c.place.packages.fresh.id }),
    sees: there,
  },
  'requestOptions (what it is called)': {
    document: 'query ($id: ID!) { requestOptions(accessPackageId: $id) { accessPackageName } }',
    variables: (c) => ({ id: c.place.packages.fresh.id }),
    sees: (answer) => there(answer) && there((answer as { accessPackageName: string | null }).accessPackageName),
  },
  'requestOptions (for somebody else)': {
    document: 'query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) { mayRequest } }',
    variables: (c) => ({ id: c.place.packages.fresh.id, target: c.place.requester.id }),
    sees: there,
  },
  policyScopePreview: {
    document:
      'query ($id: ID!) { policyScopePreview(policyId: $id, definition: { scope: NOBODY, expiration: { kind: NEVER } }) { __typename } }',
    variables: (c) => ({ id: c.place.ids.policy }),
    sees: there,
  },
  accessPackageRolesPreview: {
    document: 'query ($id: ID!) { accessPackageRolesPreview(accessPackageId: $id, roles: []) { __typename } }',
    variables: (c) => ({ id: c.place.packages.delivered.id }),
    sees: there,
  },
  searchDirectory: {
    document: '{ searchDirectory(text: "bystander") { nodes { ... on Node { id } } } }',
    variables: () => ({}),
    sees: (answer, c) => (answer as { nodes: { id: string }[] }).nodes.some(({ id }) => id === c.others.bystander.id),
  },
  connectorKinds: { document: '{ connectorKinds { kind } }', variables: () => ({}), sees: there },
  resourceOffers: {
    document: 'query ($id: ID!) { resourceOffers(connectorId: $id, kind: SITE) { next } }',
    variables: (c) => ({ id: c.place.connector.id }),
    sees: there,
  },
  organizationAdmission: {
    document: '{ organizationAdmission(input: { domains: [{ domain: "tailspin.example" }] }) { packages } }',
    variables: () => ({}),
    sees: there,
  },
  guestLifecycle: { document: '{ guestLifecycle { id } }', variables: () => ({}), sees: there },
  guestForecast: {
    document: `{ guestForecast(step: DELETE, until: "2029-01-01T00:00:00.000Z") { ${page} } }`,
    variables: () => ({}),
    sees: (answer, c) => (answer as { nodes: { id: string }[] }).nodes.some(({ id }) => id === c.others.lifecycle.id),
  },
  limits: { document: '{ limits { cost } }', variables: () => ({}), sees: there },
  liveCursor: { document: '{ liveCursor }', variables: () => ({}), sees: there },
  notificationPreferences: { document: '{ notificationPreferences { mail } }', variables: () => ({}), sees: there },
  demoMails: {
    document: `{ demoMails { ${page} } }`,
    variables: () => ({}),
    sees: (answer) => (answer as { nodes: unknown[] }).nodes.length > 0,
  },
};

/** How to look at a root query: as told above, or, for a list of one type, with a filter for the object of the case. */
export function lookOf(label: string): Look {
  const told = LOOKS[label];
  if (told) return told;
  const field = gatehouseSchema().getQueryType()!.getFields()[label];
  const connection = field && getNamedType(field.type);
  const element = isObjectType(connection) && connection.getFields().nodes && getNamedType(connection.getFields().nodes!.type);
  const sample = element ? SAMPLES[element.name] : undefined;
  const filter = field?.args.find(({ name }) => name === 'filter');
  if (!sample || !filter) throw new Error(`Nothing says how to look at ${label}.`);
  return {
    document: `query ($filter: ${filter.type.toString()}) { ${label}(filter: $filter) { ${page} } }`,
    variables: (_c, all) => ({ filter: { id: { in: [...new Set(all.map(sample))] } } }),
    together: true,
    sees: holds((answer: { nodes: { id: string }[] }) => answer, sample),
  };
}

/** The names of all root queries. */
export function queryNames(): string[] {
  return Object.keys(gatehouseSchema().getQueryType()!.getFields());
}
