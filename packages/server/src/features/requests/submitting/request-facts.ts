import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AnswerInput } from '@gatehouse/schema/rules/answers';
import { type DirectorySnapshot } from '@gatehouse/schema/rules/approver-routing';
import { resolveStage } from '@gatehouse/schema/rules/approver-routing';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { type AssignmentFacts, type GateFacts, type StandingFacts } from '@gatehouse/schema/rules/gate-facts';
import { type RequesterFacts } from '@gatehouse/schema/rules/gate-ownership';
import { onlyShortens } from '@gatehouse/schema/rules/gate-pending';
import { policyForRequest } from '@gatehouse/schema/rules/gate-policy';
import { may } from '@gatehouse/schema/rules/permissions';
import { tokenReaches } from '@gatehouse/schema/rules/token-scope';
import { type PolicyDefinition, type StageDefinition } from '@gatehouse/schema/rules/policy';
import { isPreApproved } from '@gatehouse/schema/rules/pre-approval';
import { approvalChain } from '@gatehouse/schema/rules/request-flow';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { requestAction, type UpdateSubject } from '@gatehouse/schema/rules/request-types';
import { type RequestedSchedule } from '@gatehouse/schema/rules/schedule';
import { type VersionAuthorship } from '@gatehouse/schema/rules/self-serving';
import { type AssignmentState, type RequestState, type RequestType } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { groupsOf as membership } from '../../identity/groups/membership.read.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { termsDue } from '../../terms/terms.facts.ts';
import { loadApproverFacts } from '../../policies/approver-facts.ts';
import { isShutOut } from '../../organizations/domain-rules.facts.ts';
import { candidatePolicies, type PackagePolicy } from '../../policies/policy-definition.ts';

/** What somebody asks for, before any gate looked at it. */
export interface Ask {
  type: RequestType;
  changes: UpdateSubject | null;
  accessPackageId: string;
  targetId: string;
  namedPolicyId: string | null;
  justification: string | null;
  answers: readonly AnswerInput[];
  asked: RequestedSchedule;
  bypass: boolean;
  /** Ids of what the requester accepts with it. */
  acceptedTerms?: readonly string[];
}

/** The facts the gates want, with what else was found on the way. */
export interface LoadedAsk {
  facts: GateFacts;
  accessPackage: AccessPackage;
  catalog: Catalog;
  target: User;
  policies: readonly PackagePolicy[];
  /** The whole approval chain, pre-approved stages included. */
  chain: readonly { definition: StageDefinition; preApproved: boolean }[];
  directory: DirectorySnapshot;
}

/** A wish for nothing in particular: at once, for as long as the policy gives. */
export const NO_WISH: RequestedSchedule = { startsAt: null, expiresAt: null, duration: null };

/**
 * Loads everything the gates of a request look at.
 *
 * @param em the change's own EntityManager with the target locked where the request is really submitted; any other where
 *   somebody only asks what would happen.
 * @returns null where the package or the person does not exist.
 */
export async function loadAsk(op: ViewerOperation, em: EntityManager, ask: Ask): Promise<LoadedAsk | null> {
  const accessPackage = await em.findOne(AccessPackage, ask.accessPackageId, { populate: ['catalog'] });
  const target = await em.findOne(User, ask.targetId, { populate: ['organization'] });
  if (!accessPackage || !target) return null;
  const catalog = accessPackage.catalog;
  const standing = await loadStandingFacts(op, em, ask, accessPackage, target);
  const all = await candidatePolicies(em, accessPackage.id);
  const own = standing.ownPolicyId;
  const policies = requestAction(ask.type, ask.changes) === 'ADD' ? all : all.filter(({ id }) => id === own);
  const requester = requesterFacts(op, target, catalog.id);
  const base = { ...standing.facts, policies, namedPolicyId: ask.namedPolicyId };
  const { definition } = policyForRequest(base, requestAction(ask.type, ask.changes));
  const { chain, directory } = await loadChain(em, ask, base, definition, requester.id);
  const context = { targetId: target.id, requesterId: requester.id };
  const facts: GateFacts = {
    ...base,
    catalog,
    requester,
    justification: ask.justification,
    answers: ask.answers,
    asked: ask.asked,
    stages: chain
      .filter(({ preApproved }) => !preApproved)
      .map(({ definition: stage }) => ({ order: stage.order, resolution: resolveStage(stage, context, directory) })),
    authorship: authorshipOf(ask, policies, definition, { chain, directory }),
    proof: op.viewer.proof,
    termsDue: await termsStillDue(em, target, target.id === op.viewer.userId ? ask.acceptedTerms : []),
  };
  return { facts, accessPackage, catalog, target, policies, chain, directory };
}

/** Who wrote what the request falls under, and whether it asks somebody: a bypass takes nothing from what a policy says. */
function authorshipOf(
  ask: Ask,
  policies: readonly PackagePolicy[],
  definition: PolicyDefinition | null,
  { chain, directory }: Pick<LoadedAsk, 'chain' | 'directory'>,
): VersionAuthorship | null {
  const policy = policies.find((one) => one.definition.id === definition?.id);
  if (!policy) return null;
  const asksSomebody = ask.bypass
    ? approvalChain(policy.definition, requestAction(ask.type, ask.changes)).length > 0
    : chain.some(({ preApproved }) => !preApproved);
  const authorIsInvolved = policy.authorId !== null && directory.alsoInvolvedIds.includes(policy.authorId);
  return { authorId: policy.authorId, confirmed: policy.confirmed, asksSomebody, authorIsInvolved };
}

async function loadChain(
  em: EntityManager,
  ask: Ask,
  base: StandingFacts,
  definition: PolicyDefinition | null,
  requesterId: string | null,
) {
  const shortens = onlyShortens({ ...base, asked: ask.asked });
  const stages = definition
    ? approvalChain(definition, requestAction(ask.type, ask.changes), { bypass: ask.bypass, shortens })
    : [];
  const directory = await loadApproverFacts(em, {
    stages,
    accessPackageId: ask.accessPackageId,
    targetId: ask.targetId,
    requesterId,
  });
  const context = { targetId: ask.targetId, requesterId };
  const chain = stages.map((stage) => ({
    definition: stage,
    preApproved: definition !== null && isPreApproved(stage, definition.requesting, ask.type, context, directory),
  }));
  return { chain, directory };
}

/**
 * May the viewer ask anything for the target at all: for themself, as their manager where a policy lets managers, named by a
 * policy, or with a role that assigns?
 */
export function mayAskFor({ viewer }: ViewerOperation, { facts, policies, catalog }: LoadedAsk): boolean {
  if (!facts.requester.reaches) return false;
  if (facts.target.id === viewer.userId || facts.requester.answersForTarget) return true;
  if (may(viewer, 'assignment.assign', { catalogId: catalog.id }).allowed) return true;
  return policies.some(
    ({ definition: { requesting } }) =>
      (requesting.managerOnBehalf && facts.requester.managesTarget) ||
      (viewer.userId !== null && requesting.onBehalfUserIds.includes(viewer.userId)),
  );
}

/** Who asks, and what they are to the target. */
export function requesterFacts(op: ViewerOperation, target: User, catalogId: string): RequesterFacts {
  const { viewer } = op;
  return {
    id: viewer.userId,
    isSystem: viewer.isSystem,
    managesTarget: viewer.userId !== null && target.manager?.id === viewer.userId,
    mayAssign: may(viewer, 'assignment.assign', { catalogId }).allowed,
    answersForTarget: viewer.userId !== null && target.responsible?.id === viewer.userId,
    reaches: tokenReaches(viewer, catalogId).allowed,
  };
}

/** What the standing gates look at, with the policy of the live assignment. */
export async function loadStandingFacts(
  op: ViewerOperation,
  em: EntityManager,
  ask: { type: RequestType; changes: UpdateSubject | null; requestId?: string },
  accessPackage: AccessPackage,
  target: User,
): Promise<{ facts: StandingFacts & { target: GateFacts['target'] }; ownPolicyId: string | null }> {
  const groupIds = await groupsOf(em, target.id);
  const live = await liveAssignment(em, target.id, accessPackage.id);
  const pendingRequests = await pendingOf(em, target.id, accessPackage.id);
  return {
    ownPolicyId: live?.policyId ?? null,
    facts: {
      type: ask.type,
      changes: ask.changes,
      requestId: ask.requestId ?? null,
      accessPackage,
      target: await targetFacts(em, target, groupIds),
      assignment: live,
      pendingRequests,
      now: op.now,
    },
  };
}

/** Ids of what somebody has to accept and has not, not even now. */
async function termsStillDue(em: EntityManager, target: User, acceptedNow: readonly string[] = []): Promise<string[]> {
  return (await termsDue(em, target)).filter((id) => !acceptedNow.includes(id));
}

async function targetFacts(em: EntityManager, target: User, groupIds: ReadonlySet<string>): Promise<GateFacts['target']> {
  await em.populate(target, ['organization']);
  const { id, kind, state, blockReason, organization, mailDomain } = target;
  const domainShutOut = kind === 'GUEST' && (await isShutOut(em, mailDomain));
  return { id, kind, state, blockReason, groupIds, organization, mailDomain, domainShutOut };
}

/** Every group somebody is in, through nested groups too. */
export async function groupsOf(em: EntityManager, userId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from ${membership(sql`${userId}`)} mine`.execute(em.getKysely());
  return new Set(rows.map(({ id }) => id));
}

async function liveAssignment(em: EntityManager, targetId: string, accessPackageId: string): Promise<AssignmentFacts | null> {
  const { rows } = await sql<{
    id: string;
    state: AssignmentState;
    startsAt: string;
    expiresAt: string | null;
    extendedFrom: string | null;
    policyId: string | null;
  }>`
    select a.id, a.state, coalesce(a.delivered_at, a.created_at) as "startsAt", a.expires_at as "expiresAt",
           a.extended_from as "extendedFrom", a.policy_id as "policyId"
    from assignment a
    where a.target_id = ${targetId} and a.access_package_id = ${accessPackageId} and a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[])`.execute(
    em.getKysely(),
  );
  const row = rows[0];
  if (!row) return null;
  const { id, state, policyId } = row;
  const at = (time: string | null) => (time === null ? null : new Date(time));
  return {
    id,
    state,
    policyId,
    startsAt: new Date(row.startsAt),
    expiresAt: at(row.expiresAt),
    extendedFrom: at(row.extendedFrom),
  };
}

/** Pending requests of one person and package. */
export async function pendingOf(
  em: EntityManager,
  targetId: string,
  accessPackageId: string,
): Promise<{ id: string; type: RequestType; state: RequestState }[]> {
  const { rows } = await sql<{ id: string; type: RequestType; state: RequestState }>`
    select id, type, state from access_request
    where target_id = ${targetId} and access_package_id = ${accessPackageId} and state = any(${[...PENDING_REQUEST_STATES]}::text[])`.execute(
    em.getKysely(),
  );
  return rows;
}
