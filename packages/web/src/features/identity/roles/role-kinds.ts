import { CATALOG_ROLE_ACTIONS, roleAllows } from '@gatehouse/schema/rules/actions';
import type { CatalogRole, DeploymentRole } from '@gatehouse/schema/rules/vocabulary';
import { catalogRoles, deploymentRoles } from '../../../ui/words/words.ts';

/** The roles of one kind: how they are called, and what they let their holders do. */
export interface RoleKind<Role extends string> {
  words: Readonly<Record<Role, string>>;
  meanings: Readonly<Record<Role, string>>;
  /** The one that is given most. */
  usual: Role;
  /** May its holders assign? Only then is there an approval to go past. */
  assigns: (role: Role) => boolean;
  /** May its holders give roles of this kind? */
  delegates: (role: Role) => boolean;
}

/** Roles in one catalog. */
export const CATALOG_ROLES: RoleKind<CatalogRole> = {
  words: catalogRoles,
  meanings: {
    OWNER: 'Everything in the catalog, and giving its roles.',
    READER: 'Sees the catalog and everything in it.',
    PACKAGE_MANAGER: 'Makes and changes packages and policies, and assigns.',
    ASSIGNMENT_MANAGER: 'Assigns, takes away, tries again and cancels.',
  },
  usual: 'PACKAGE_MANAGER',
  assigns: (role) => CATALOG_ROLE_ACTIONS[role].includes('assignment.assign'),
  delegates: (role) => CATALOG_ROLE_ACTIONS[role].includes('catalog.delegate'),
};

/** Roles over the whole deployment. */
export const DEPLOYMENT_ROLES: RoleKind<DeploymentRole> = {
  words: deploymentRoles,
  meanings: {
    ADMINISTRATOR: 'Everything everywhere: people, groups, targets, all catalogs, and giving these roles.',
    ORGANIZATION_ADMINISTRATOR: 'Keeps connected organizations, who vouches for their people, and guests.',
    CATALOG_CREATOR: 'Makes new catalogs, and owns those.',
    AUDITOR: 'Reads everything, the audit too, and changes nothing.',
  },
  usual: 'AUDITOR',
  assigns: (role) => roleAllows(role, 'assignment.assign'),
  delegates: (role) => roleAllows(role, 'deploymentRole.manage'),
};

/** That somebody, or everyone in a group, holds a role. */
export interface RoleHolding<Role extends string> {
  id: string;
  role: Role;
  mayBypassApproval: boolean;
  user: { id: string; name: string } | null;
  group: { id: string; name: string } | null;
}

/** Who holds it, by name. */
export function holderName({ user, group }: RoleHolding<string>): string {
  return user?.name ?? group?.name ?? '';
}

/** What a person chose to give. */
export interface GivenRole<Role extends string> {
  role: Role;
  userId: string | null;
  groupId: string | null;
  /** null: as it is. */
  mayBypassApproval: boolean | null;
  idempotencyKey: string;
}
