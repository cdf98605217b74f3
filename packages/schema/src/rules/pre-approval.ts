import { resolveStage, type DirectorySnapshot, type RoutingContext } from './approver-routing.ts';
import type { RequesterSettings, StageDefinition } from './policy.ts';
import { RequestType } from './vocabulary.ts';

/**
 * Does the requester's own on-behalf request count as the decision of this stage? Only if the policy turns it on
 * (it is off by default), for the target's manager, in a stage that this manager would have decided, and that one
 * approval decides. It is the one exception to "nobody decides for themself" (domain §4 "One exception"), so everything
 * else is barred.
 */
export function isPreApproved(
  stage: StageDefinition,
  settings: RequesterSettings,
  type: RequestType,
  context: RoutingContext,
  directory: DirectorySnapshot,
): boolean {
  const { targetId, requesterId } = context;
  if (!settings.onBehalfPreApproves || type !== RequestType.ON_BEHALF_ADD || stage.quorum !== 1) return false;
  if (targetId === null || requesterId === null || requesterId === targetId) return false;
  if (directory.users.get(targetId)?.managerId !== requesterId) return false;
  // Who would decide if somebody else had asked?
  const { approvers } = resolveStage(stage, { targetId, requesterId: null }, directory);
  return approvers.some((approver) => approver.userId === requesterId);
}
