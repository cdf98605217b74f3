/** A small company, half lived, in which every row has somebody who sees it and somebody who must not. */
import { AssignmentReason } from '@gatehouse/schema/assignments/assignment-reason.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyExpiration, PolicyRequesting } from '@gatehouse/schema/policies/policy-settings';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { type Viewer } from '../authz/viewer.ts';
import { ADMINISTRATOR, NOW, viewer, type Readable } from './read.fixture.ts';

/** Makes a package with one role and, where a scope is given, one enabled policy. */
export interface PackagePlan {
  name: string;
  catalog: string;
  role: string;
  hidden?: boolean;
  state?: string;
  contentsVisibility?: string;
  policy?: Partial<PolicyRequesting> & { scope: string };
  policyState?: string;
}

export interface World {
  id: Record<string, string>;
  as: Record<string, Viewer>;
  makePackage(plan: PackagePlan): Promise<string>;
}

/** A policy with its one version. @returns the ids of both */
export async function makePolicy(
  db: Readable,
  accessPackage: string,
  { scope, ...requesting }: Partial<PolicyRequesting> & { scope: string },
  state = 'ENABLED',
): Promise<[policy: string, version: string]> {
  const policy = await db.insert(AssignmentPolicy, { accessPackage, name: `For ${scope}`, state, priority: 100 });
  const current = await db.insert(AssignmentPolicyVersion, {
    policy,
    number: 1,
    scope,
    requesting: { ...new PolicyRequesting(), ...requesting },
    expiry: { ...new PolicyExpiration(), kind: 'NEVER' },
  });
  await db.pool.query('update assignment_policy set current_version_id = $1 where id = $2', [current, policy]);
  return [policy, current];
}

/** Fills the database with the company. */
export async function makeWorld(db: Readable): Promise<World> {
  const id: Record<string, string> = {};
  const makePackage = async ({ role, policy, policyState, ...plan }: PackagePlan): Promise<string> => {
    const made = await db.insert(AccessPackage, { hidden: false, ...plan });
    id[plan.name] = made;
    id[`${plan.name} contents`] = await db.insert(AccessPackageRole, { accessPackage: made, resourceRole: role });
    if (policy) [id[`${plan.name} policy`], id[`${plan.name} version`]] = await makePolicy(db, made, policy, policyState);
    return made;
  };
  await makePeople(db, id);
  await makeCatalogs(db, id);
  const { marketing, role } = id as { marketing: string; role: string };
  await makePackage({ name: 'open', catalog: marketing, role, policy: { scope: 'ALL_MEMBERS' } });
  await makePackage({ name: 'hidden', catalog: marketing, role, hidden: true, policy: { scope: 'ALL_MEMBERS' } });
  await makePackage({ name: 'secret', catalog: marketing, role, contentsVisibility: 'NOBODY', policy: { scope: 'ALL_USERS' } });
  await makePackage({ name: 'requested', catalog: marketing, role, policy: { scope: 'NOBODY' } });
  id['hidden question'] = await db.insert(PolicyQuestion, {
    policyVersion: id['hidden version'],
    order: 1,
    kind: 'LONG_TEXT',
    text: 'Why?',
    textTranslations: {},
    required: true,
  });
  await makeRequest(db, id);
  await makeAccess(db, id);
  return { id, as: viewers(id), makePackage };
}

async function makePeople(db: Readable, id: Record<string, string>): Promise<void> {
  const person = async (name: string, more: object = {}) => {
    id[name] = await db.insert(User, { kind: 'MEMBER', name, region: 'EMEA', attributes: { key: name }, ...more });
    id[`${name} principal`] = await db.insert(Principal, { user: id[name] });
  };
  await person('manager');
  for (const name of ['requester', 'target']) await person(name, { manager: id.manager });
  for (const name of ['approver', 'past', 'reader', 'sibling', 'owner']) await person(name);
  await person('guest', { kind: 'GUEST' });
  await person('blocked', { state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' });
  id.group = await db.insert(Group, { name: 'Group', source: 'gatehouse' });
  id.guests = await db.insert(Group, { name: 'Guests', source: 'gatehouse' });
  await db.insert(GroupMember, { group: id.guests, user: id.guest });
}

async function makeCatalogs(db: Readable, id: Record<string, string>): Promise<void> {
  id.marketing = await db.insert(Catalog, { name: 'Marketing', description: 'Inside', externallyVisible: true });
  id.other = await db.insert(Catalog, { name: 'Other' });
  id.readership = await db.insert(CatalogRoleAssignment, { catalog: id.marketing, role: 'READER', user: id.reader });
  id.connector = await db.insert(Connector, { name: 'Directory', kind: 'directory', environment: 'EU', settings: {} });
  id.resource = await db.insert(Resource, { connector: id.connector, kind: 'APPLICATION', externalId: 'app', name: 'App' });
  id.unused = await db.insert(Resource, { connector: id.connector, kind: 'APPLICATION', externalId: 'unused', name: 'Unused' });
  id.role = await db.insert(ResourceRole, { resource: id.resource, name: 'Editor', externalId: 'editor' });
  await db.insert(CatalogResource, { catalog: id.marketing, resource: id.resource });
  await db.insert(ResourceOwner, { resource: id.resource, user: id.owner });
}

async function makeRequest(db: Readable, id: Record<string, string>): Promise<void> {
  [id.policy, id.version] = await makePolicy(db, id.requested ?? '', { scope: 'NOBODY' }, 'DISABLED');
  await db.insert(PolicyParty, { policyVersion: id.version, part: 'ON_BEHALF', user: id.requester });
  const definition = await db.insert(PolicyStage, {
    policyVersion: id.version,
    occasion: 'ADD',
    order: 1,
    reminders: [],
    showApprovers: false,
  });
  const second = await db.insert(PolicyStage, { policyVersion: id.version, occasion: 'ADD', order: 2, reminders: [] });
  await db.insert(PolicyApprover, { stage: definition, role: 'PRIMARY', kind: 'USER', user: id.past });
  id.request = await db.insert(AccessRequest, {
    type: 'ON_BEHALF_ADD',
    state: 'PENDING_APPROVAL',
    requester: id.requester,
    target: id.target,
    accessPackage: id.requested,
    policy: id.policy,
    policyVersion: id.version,
  });
  id.first = await db.insert(ApprovalStage, {
    request: id.request,
    order: 1,
    state: 'APPROVED',
    definition,
    showApprovers: false,
    openedAt: NOW,
    closedAt: NOW,
  });
  id.stage = await db.insert(ApprovalStage, { request: id.request, order: 2, state: 'OPEN', definition: second, openedAt: NOW });
  id.asked = await db.insert(StageApprover, { stage: id.first, user: id.past, role: 'PRIMARY', kind: 'USER' });
  await db.insert(StageApprover, { stage: id.stage, user: id.approver, role: 'PRIMARY', kind: 'USER' });
  id.decision = await db.insert(Decision, { stage: id.first, by: id.past, decision: 'APPROVE', at: NOW });
  const event = {
    at: NOW,
    subjectType: 'AccessRequest',
    subjectId: id.request,
    requestId: id.request,
    targetId: id.target,
    catalogId: id.marketing,
    details: { secret: 1 },
  };
  id.submitted = await db.insert(AuditEvent, {
    ...event,
    action: 'request.submitted',
    actorPrincipal: id['requester principal'],
  });
  id.decided = await db.insert(AuditEvent, {
    ...event,
    at: new Date(NOW.getTime() + 1),
    action: 'approval.decided',
    actorPrincipal: id['past principal'],
  });
  await db.insert(AuditEvent, {
    at: NOW,
    action: 'catalog.created',
    subjectType: 'Catalog',
    subjectId: id.other,
    catalogId: id.other,
    actorPrincipal: id['owner principal'],
    details: {},
  });
}

async function makeAccess(db: Readable, id: Record<string, string>): Promise<void> {
  id.assignment = await db.insert(Assignment, {
    state: 'DELIVERED',
    target: id.target,
    accessPackage: id.secret,
    policy: id['secret policy'],
    startsAt: NOW,
  });
  await db.insert(AssignmentReason, { assignment: id.assignment, kind: 'REQUEST', request: id.request });
  id.grant = await db.insert(Grant, { user: id.target, resourceRole: id.role, state: 'PENDING' });
  await db.insert(GrantCarrier, { grant: id.grant, assignment: id.assignment });
  id.operation = await db.insert(ProvisioningOperation, { grant: id.grant, action: 'GRANT', state: 'WAITING', fence: 0 });
  id.task = await db.insert(ManualTask, { operation: id.operation });
}

function viewers(id: Record<string, string>): Record<string, Viewer> {
  const of = (name: string, more: Partial<Viewer> = {}) =>
    viewer(id[name] ?? '', { principalId: id[`${name} principal`] ?? '', ...more });
  return {
    ...Object.fromEntries(
      ['manager', 'requester', 'target', 'approver', 'past', 'sibling', 'owner'].map((name) => [name, of(name)]),
    ),
    reader: of('reader', { catalogRoles: [{ catalogId: id.marketing ?? '', role: 'READER', mayBypassApproval: false }] }),
    guest: of('guest', { kind: 'GUEST', groupIds: [id.guests ?? ''] }),
    auditor: viewer('usr_00000000000000000000000001', { deploymentRoles: [{ role: 'AUDITOR', mayBypassApproval: false }] }),
    administrator: ADMINISTRATOR,
  };
}
