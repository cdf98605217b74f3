import { barredFrom, FOUND_BY_TARGET, resolveStage, type DirectorySnapshot, type RoutingContext } from './approver-routing.ts';
import type { ApproverDefinition, PolicyDefinition, StageDefinition } from './policy.ts';
import { inScope, type ScopeTarget } from './policy-choice.ts';
import { ApproverKind, ApproverRole, type WarningCode } from './vocabulary.ts';

/** What somebody who saves a policy should know. It is saved all the same. */
export interface PolicyWarning {
  readonly code: WarningCode;
  readonly message: string;
  readonly path: readonly string[];
}

/** Whoever saves the policy, with every group they are in. */
export interface PolicyEditor extends ScopeTarget {
  readonly groupIds: ReadonlySet<string>;
}

const NOBODY: RoutingContext = { targetId: null, requesterId: null };

/**
 * Warnings on saving a policy: approvers who are gone, stages that nobody could decide (told now, not after
 * fourteen days; domain §4 "Approvers"), and a package that its editor opens to themself without approval, which the audit
 * marks too.
 *
 * @param editor null when the system saves it.
 */
export function policyWarnings(
  definition: PolicyDefinition,
  directory: DirectorySnapshot,
  editor: PolicyEditor | null,
): PolicyWarning[] {
  return [
    ...definition.stages.flatMap((stage, index) => stageWarnings(stage, index, directory)),
    ...editorWarnings(definition, editor),
  ];
}

/**
 * Says which other policies of the package are of equal rank for some of the same people: they choose between the two, and
 * whoever wanted the stricter one to count should know (domain §4 "Which policy applies").
 */
export function rankWarnings(others: readonly { readonly name: string }[]): PolicyWarning[] {
  return others.map(({ name }) => ({
    code: 'EQUAL_RANK',
    message: `The policy "${name}" has the same priority and is for some of the same people; they may choose between the two.`,
    path: ['priority'],
  }));
}

function stageWarnings(stage: StageDefinition, index: number, directory: DirectorySnapshot): PolicyWarning[] {
  const path = ['stages', String(index)];
  const gone = stage.approvers.flatMap((approver, at) =>
    approverWarnings(approver, [...path, 'approvers', String(at)], directory),
  );
  const { state, approvers, source } = resolveStage(stage, NOBODY, directory);
  const ofTarget = stage.approvers.filter(isFoundByTarget);
  const name = `Stage ${stage.order} of the approval`;
  // At best every manager asked is one more person, and there are sponsors enough; beyond that no request could reach the quorum.
  const sponsors = ofTarget.some(({ kind }) => kind !== ApproverKind.MANAGER);
  const most = sponsors ? Infinity : ofTarget.length + (source === 'PRIMARY' ? approvers.length : 0);
  if (state === 'UNRESOLVED' && approvers.length === 0)
    return [...gone, { code: 'NO_APPROVER', message: `${name} has nobody who could decide.`, path }];
  if (
    state === 'UNRESOLVED' ||
    (source === 'PRIMARY' && most < stage.quorum) ||
    (ofTarget.length > 0 && source === null && most < stage.quorum)
  ) {
    return [
      ...gone,
      {
        code: 'QUORUM_TOO_LARGE',
        message: `${name} asks for more approvals than there are people to give them.`,
        path: [...path, 'quorum'],
      },
    ];
  }
  const only = whoIsAskedOnly(stage.approvers);
  if (only)
    return [
      ...gone,
      { code: 'NO_FALLBACK', message: `${name} asks ${only}s only; people without a ${only} cannot request.`, path },
    ];
  return gone;
}

type Asked = Pick<ApproverDefinition, 'role' | 'kind'>;

const isFoundByTarget = ({ role, kind }: Asked) => role === ApproverRole.PRIMARY && FOUND_BY_TARGET.includes(kind);

/** Without whom a stage leads nowhere for some people, because nobody else is asked and there is no fallback; null: it does not. */
export function whoIsAskedOnly(approvers: readonly Asked[]): 'manager' | 'sponsor' | null {
  const first = approvers.filter(({ role }) => role === ApproverRole.PRIMARY);
  const only = first.length > 0 && first.every(isFoundByTarget) && !approvers.some(({ role }) => role === ApproverRole.FALLBACK);
  if (!only) return null;
  return first.some(({ kind }) => kind === ApproverKind.MANAGER) ? 'manager' : 'sponsor';
}

function approverWarnings(approver: ApproverDefinition, path: readonly string[], directory: DirectorySnapshot): PolicyWarning[] {
  const someone = (ids: readonly string[]) => ids.some((id) => barredFrom(id, NOBODY, directory) === null);
  switch (approver.kind) {
    case ApproverKind.USER:
      return someone(approver.userId === null ? [] : [approver.userId])
        ? []
        : [{ code: 'APPROVER_GONE', message: 'This approver is blocked or has left.', path }];
    case ApproverKind.GROUP:
      return someone(directory.groupMembers.get(approver.groupId ?? '') ?? [])
        ? []
        : [{ code: 'GROUP_EMPTY', message: 'This group of approvers has no active member.', path }];
    case ApproverKind.RESOURCE_OWNER:
      return someone(directory.resourceOwnerIds)
        ? []
        : [{ code: 'NO_OWNER', message: 'No resource of the package has an active owner.', path }];
    case ApproverKind.CATALOG_OWNER:
      return someone(directory.catalogOwnerIds) ? [] : [{ code: 'NO_OWNER', message: 'The catalog has no active owner.', path }];
    case ApproverKind.MANAGER:
    case ApproverKind.INTERNAL_SPONSOR:
    case ApproverKind.EXTERNAL_SPONSOR:
    case ApproverKind.SPONSOR:
      return [];
  }
}

function editorWarnings(definition: PolicyDefinition, editor: PolicyEditor | null): PolicyWarning[] {
  const open = definition.requesting.selfAdd && !definition.stages.some((stage) => stage.occasion === 'ADD');
  if (editor === null || !open || !inScope(definition, editor, editor.groupIds)) return [];
  return [
    {
      code: 'OPENS_TO_EDITOR',
      message:
        'This policy gives the package without approval, and you are among those it is for: until somebody else who may edit it confirms it, you cannot have it under it.',
      path: ['scope'],
    },
  ];
}
