import {
  resolveStage,
  type DirectorySnapshot,
  type ResolvedApprover,
  type RoutingContext,
  barredFrom,
} from './approver-routing.ts';
import type { StageDefinition } from './policy.ts';

/** What to do about an open stage after people changed: nothing, ask more people, or alarm the catalog's owners. */
export type StageRecheck =
  | { readonly action: 'KEEP' }
  | { readonly action: 'ASK'; readonly approvers: readonly ResolvedApprover[] }
  | { readonly action: 'ALARM' };

/**
 * Looks again at an open stage when an approver left or was blocked, or when the stage opens again (domain §5). Decisions
 * stay: somebody who approved and left later still counts towards the quorum.
 *
 * @param askedUserIds everybody who is asked now. @param approvedUserIds those of them who approved.
 */
export function recheckStage(
  stage: StageDefinition,
  context: RoutingContext,
  directory: DirectorySnapshot,
  askedUserIds: readonly string[],
  approvedUserIds: readonly string[],
): StageRecheck {
  const canStill = (userId: string) => !approvedUserIds.includes(userId) && barredFrom(userId, context, directory) === null;
  const enough = (count: number) => new Set(approvedUserIds).size + count >= stage.quorum;
  const left = new Set(askedUserIds.filter(canStill));
  // One person left is asked and can decide: a stage is re-resolved only when it has become impossible.
  if (enough(left.size) && left.size > 0) return { action: 'KEEP' };
  const { approvers } = resolveStage(stage, context, directory);
  const more = approvers.filter(({ userId }) => !left.has(userId) && !approvedUserIds.includes(userId));
  return more.length > 0 && enough(left.size + more.length) ? { action: 'ASK', approvers: more } : { action: 'ALARM' };
}
