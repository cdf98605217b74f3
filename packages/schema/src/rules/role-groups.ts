import { no, yes, type Ability } from './ability.ts';
import type { Viewer } from './permissions.ts';
import type { ApprovalSettings } from './policy.ts';
import { ApprovalOccasion, DeploymentRole } from './vocabulary.ts';

/**
 * May the viewer put a group that carries roles in Gatehouse itself into a package? Only an ADMINISTRATOR may
 * (domain §8): whoever designs packages could otherwise give themself roles.
 */
export function mayPackageRoleGroup(viewer: Viewer): Ability {
  return viewer.deploymentRoles.some(({ role }) => role === DeploymentRole.ADMINISTRATOR)
    ? yes('ROLE', 'An administrator may.')
    : no('NOT_PERMITTED', 'This group carries roles in Gatehouse itself; only an administrator may put it into a package.');
}

/**
 * Does somebody else always approve before this policy gives anything? A package that leads into a group with roles needs
 * that (domain §8). A stage where a manager's own request counts may ask nobody, unless it needs more than one person.
 */
export function asksApproval({ requesting, stages }: ApprovalSettings): boolean {
  return stages.some((stage) => stage.occasion === ApprovalOccasion.ADD && (!requesting.onBehalfPreApproves || stage.quorum > 1));
}
