import type { Ability } from './ability.ts';
import { may, type Viewer } from './permissions.ts';

/** What the viewer may do with an organization; served with it as `viewerCan`. */
export interface OrganizationAbilities {
  readonly edit: Ability;
  readonly delete: Ability;
}

/** Every ability of a viewer on an organization: all of them are those of the role (domain §11). */
export function organizationAbilities(viewer: Viewer): OrganizationAbilities {
  const manage = may(viewer, 'organization.manage');
  return { edit: manage, delete: manage };
}
