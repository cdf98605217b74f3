import { resolveStage, type DirectorySnapshot, type RoutingContext } from './approver-routing.ts';
import type { RequesterSettings, StageDefinition } from './policy.ts';
import { RequestType } from './vocabulary.ts';

/**
 * Does the requester's own on-behalf request count as the decision of this stage? Only where the policy turns it on
 * (default off), for the target's manager, in a stage that this manager would have decided, and that one approval
 * decides (DOMAIN §4 "a policy may count a manager's own on-behalf request as pre-approved for the stage they would
 * decide"). It is one of the two stated exceptions to "nobody decides for themself", so everything else is barred.
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
