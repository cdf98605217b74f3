import type { ApproverDefinition, StageDefinition } from './policy.ts';
import { ApproverKind, ApproverRole, SponsorKind, UserState } from './vocabulary.ts';

/** A person, as far as routing has to know them. */
export interface DirectoryUser {
  readonly id: string;
  readonly state: UserState;
  readonly managerId: string | null;
}

/**
 * The part of the directory a stage can lead to, as plain data: everybody named by its definitions, the members of
 * its groups (nested ones included), the owners, and the target's managers upwards. Who is missing counts as gone.
 */
export interface DirectorySnapshot {
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly groupMembers: ReadonlyMap<string, readonly string[]>;
  /** Owners of the package's resources; groups among them already replaced by their members. */
  readonly resourceOwnerIds: readonly string[];
  /** Holders of OWNER on the package's catalog; groups among them already replaced by their members. */
  readonly catalogOwnerIds: readonly string[];
  /** Who is one with requester or target: whoever answers for a service among them, and the services these answer for. */
  readonly alsoInvolvedIds: readonly string[];
  /** Who vouches for the organization of the target: members, and guests of that organization; groups replaced by their members. */
  readonly sponsorIds: Readonly<Record<SponsorKind, readonly string[]>>;
}

/** Whose request it is. A null target means: nobody asked yet, the policy is being saved. A null requester: the system. */
export interface RoutingContext {
  readonly targetId: string | null;
  readonly requesterId: string | null;
}

/** Somebody who can decide a stage, and how they came to be asked. */
export interface ResolvedApprover {
  readonly userId: string;
  readonly role: Exclude<ApproverRole, 'REASSIGNED'>;
  readonly kind: ApproverKind;
  /** GROUP: the group they are asked through. */
  readonly viaGroupId: string | null;
  /** MANAGER: how many levels above the target. */
  readonly level: number | null;
}

export type BarReason = 'TARGET' | 'REQUESTER' | 'NOT_ACTIVE';

/** Somebody a definition leads to who may not decide. */
export interface BarredApprover {
  readonly userId: string;
  readonly why: BarReason;
}

/**
 * Who decides a stage. UNRESOLVED: nobody, or fewer people than its quorum (gate NO_APPROVER). DEPENDS_ON_TARGET: only
 * while no target is known, since the stage asks managers.
 */
export interface StageResolution {
  readonly state: 'RESOLVED' | 'UNRESOLVED' | 'DEPENDS_ON_TARGET';
  readonly approvers: readonly ResolvedApprover[];
  readonly barred: readonly BarredApprover[];
  /** How the approvers were found. NEXT_MANAGER: neither approvers nor fallback were left, so the line goes up. */
  readonly source: 'PRIMARY' | 'FALLBACK' | 'NEXT_MANAGER' | null;
  readonly quorum: number;
}

/**
 * Why somebody may not decide, or null if they may (domain §4 "Nobody decides for themself"). It is also asked of
 * anybody to whom a stage is reassigned.
 */
export function barredFrom(userId: string, context: RoutingContext, directory: DirectorySnapshot): BarReason | null {
  if (userId === context.targetId) return 'TARGET';
  if (userId === context.requesterId || directory.alsoInvolvedIds.includes(userId)) return 'REQUESTER';
  return directory.users.get(userId)?.state === UserState.ACTIVE ? null : 'NOT_ACTIVE';
}

/**
 * Resolves who decides a stage: the same answer when a policy is saved (warn), when somebody asks (show) and when the
 * stage opens (fix). Approvers are taken after all exclusions; if none is left, the fallback; if none there either
 * and the stage asks a manager, the next manager up; else it is unresolved (domain §4 "Approvers").
 * A stage with fewer eligible people than its quorum is unresolved too: it could only lapse.
 */
export function resolveStage(stage: StageDefinition, context: RoutingContext, directory: DirectorySnapshot): StageResolution {
  const barred = new Map<string, BarReason>();
  const find = (role: ResolvedApprover['role']) =>
    eligible(
      stage.approvers.filter((definition) => definition.role === role),
      context,
      directory,
      barred,
    );
  const ways = [
    ['PRIMARY', () => find(ApproverRole.PRIMARY)],
    ['FALLBACK', () => find(ApproverRole.FALLBACK)],
    ['NEXT_MANAGER', () => nextManagers(stage, context, directory)],
  ] as const;
  for (const [source, way] of ways) {
    const approvers = way();
    if (approvers.length === 0) continue;
    const state =
      approvers.length >= stage.quorum ? 'RESOLVED' : dependsOnTarget(stage, context) ? 'DEPENDS_ON_TARGET' : 'UNRESOLVED';
    return { state, approvers, barred: listBarred(barred), source, quorum: stage.quorum };
  }
  const state = dependsOnTarget(stage, context) ? 'DEPENDS_ON_TARGET' : 'UNRESOLVED';
  return { state, approvers: [], barred: listBarred(barred), source: null, quorum: stage.quorum };
}

/**
 * The people to add when a stage stays silent past its escalation: its escalation approvers after all exclusions,
 * without those already asked. Empty is no failure, the first ones keep the right to decide.
 */
export function resolveEscalation(
  stage: StageDefinition,
  context: RoutingContext,
  directory: DirectorySnapshot,
  askedUserIds: ReadonlySet<string>,
): ResolvedApprover[] {
  const definitions = stage.approvers.filter((definition) => definition.role === ApproverRole.ESCALATION);
  return eligible(definitions, context, directory, new Map()).filter((approver) => !askedUserIds.has(approver.userId));
}

type Candidate = Omit<ResolvedApprover, 'role'>;

/** Everybody the definitions lead to who may decide, each human once, by the first way that leads to them. */
function eligible(
  definitions: readonly ApproverDefinition[],
  context: RoutingContext,
  directory: DirectorySnapshot,
  barred: Map<string, BarReason>,
): ResolvedApprover[] {
  const found = new Map<string, ResolvedApprover>();
  for (const definition of definitions) {
    for (const candidate of candidates(definition, context, directory)) {
      const why = barredFrom(candidate.userId, context, directory);
      if (why !== null) barred.set(candidate.userId, why);
      else if (!found.has(candidate.userId)) found.set(candidate.userId, { ...candidate, role: definition.role });
    }
  }
  return [...found.values()];
}

function candidates(definition: ApproverDefinition, context: RoutingContext, directory: DirectorySnapshot): Candidate[] {
  const { kind } = definition;
  const plain = (userId: string): Candidate => ({ userId, kind, viaGroupId: null, level: null });
  switch (kind) {
    case ApproverKind.USER:
      return definition.userId === null ? [] : [plain(definition.userId)];
    case ApproverKind.GROUP:
      return (directory.groupMembers.get(definition.groupId ?? '') ?? []).map((userId) => ({
        ...plain(userId),
        viaGroupId: definition.groupId,
      }));
    case ApproverKind.RESOURCE_OWNER:
      return directory.resourceOwnerIds.map(plain);
    case ApproverKind.CATALOG_OWNER:
      return directory.catalogOwnerIds.map(plain);
    case ApproverKind.INTERNAL_SPONSOR:
    case ApproverKind.EXTERNAL_SPONSOR:
    case ApproverKind.SPONSOR:
      return SPONSORS[kind].flatMap((from) => directory.sponsorIds[from].map(plain));
    case ApproverKind.MANAGER: {
      const level = definition.managerLevel ?? 1;
      const line = managersOf(context.targetId, directory);
      if (line.length === 0 && level === 1 && context.targetId !== null)
        return insteadOfManager(directory).map((userId) => ({ ...plain(userId), level }));
      const userId = line[level - 1];
      return userId === undefined ? [] : [{ ...plain(userId), level }];
    }
  }
}

/** Which sponsors each kind of approver means. */
const SPONSORS = {
  INTERNAL_SPONSOR: [SponsorKind.INTERNAL],
  EXTERNAL_SPONSOR: [SponsorKind.EXTERNAL],
  SPONSOR: [SponsorKind.INTERNAL, SponsorKind.EXTERNAL],
} as const;

/** A guest without a manager has their sponsors as one: those of the house, or those of the organization (domain §10). */
export function insteadOfManager({ sponsorIds }: Pick<DirectorySnapshot, 'sponsorIds'>): readonly string[] {
  return sponsorIds.INTERNAL.length > 0 ? sponsorIds.INTERNAL : sponsorIds.EXTERNAL;
}

/**
 * The managers above somebody, nearest first. Ends where the line comes back to somebody already met: two people
 * who manage each other are data, not an error.
 */
export function managersOf(userId: string | null, directory: DirectorySnapshot): string[] {
  const line: string[] = [];
  const met = new Set([userId]);
  let next = userId === null ? null : (directory.users.get(userId)?.managerId ?? null);
  while (next !== null && !met.has(next)) {
    line.push(next);
    met.add(next);
    next = directory.users.get(next)?.managerId ?? null;
  }
  return line;
}

/** For each manager asked for, the nearest one further up who may decide. */
function nextManagers(stage: StageDefinition, context: RoutingContext, directory: DirectorySnapshot): ResolvedApprover[] {
  const line = managersOf(context.targetId, directory);
  const found = new Map<string, ResolvedApprover>();
  for (const definition of stage.approvers) {
    if (definition.kind !== ApproverKind.MANAGER || definition.role !== ApproverRole.PRIMARY) continue;
    const from = definition.managerLevel ?? 1;
    const index = line.findIndex((userId, at) => at >= from && barredFrom(userId, context, directory) === null);
    const userId = line[index];
    if (userId !== undefined)
      found.set(userId, { userId, role: definition.role, kind: definition.kind, viaGroupId: null, level: index + 1 });
  }
  return [...found.values()];
}

/** Approvers who are found by whose access it is. */
export const FOUND_BY_TARGET: readonly ApproverKind[] = [
  ApproverKind.MANAGER,
  ApproverKind.INTERNAL_SPONSOR,
  ApproverKind.EXTERNAL_SPONSOR,
  ApproverKind.SPONSOR,
];

function dependsOnTarget(stage: StageDefinition, context: RoutingContext): boolean {
  return (
    context.targetId === null &&
    stage.approvers.some((definition) => FOUND_BY_TARGET.includes(definition.kind) && definition.role !== ApproverRole.ESCALATION)
  );
}

function listBarred(barred: ReadonlyMap<string, BarReason>): BarredApprover[] {
  return [...barred].map(([userId, why]) => ({ userId, why }));
}
