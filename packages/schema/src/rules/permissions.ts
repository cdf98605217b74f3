import { all, no, yes, type Ability } from './ability.ts';
import { CATALOG_ROLE_ACTIONS, isReading, roleAllows, systemAllows, type Action, type CatalogAction } from './actions.ts';
import { tokenReaches, tokenWrites } from './token-scope.ts';
import type { CatalogRole, DeploymentRole, TokenScope } from './vocabulary.ts';

/** Whoever is behind an operation, as plain data. Roles held through groups are listed like those held in person. */
export interface Viewer {
  /** null for the system. */
  readonly userId: string | null;
  /** Every group the viewer is in, nested ones included. */
  readonly groupIds: readonly string[];
  readonly deploymentRoles: readonly { readonly role: DeploymentRole; readonly mayBypassApproval: boolean }[];
  readonly catalogRoles: readonly {
    readonly catalogId: string;
    readonly role: CatalogRole;
    readonly mayBypassApproval: boolean;
  }[];
  /** null: a session, not a token. A token that may only read changes nothing, whoever holds it. */
  readonly tokenScope: TokenScope | null;
  /** The catalogs that the token in use is for; null: it is not confined. See `confined`, which narrows the roles to them. */
  readonly catalogIds: readonly string[] | null;
  readonly isSystem: boolean;
}

/** What an action is about. Leave out what does not exist (a deployment action has no catalog). */
export interface Subject {
  readonly catalogId?: string;
  /** Users and groups that own the resource of `catalog.addResource`; left out: asked before a resource is chosen. */
  readonly resourceOwnerIds?: readonly string[];
}

/**
 * May the viewer do this (domain §11)? Deny by default. A catalog action without `catalogId` is answered from the
 * deployment roles alone; for "anywhere at all?" ask `mayAnywhere`.
 */
export function may(viewer: Viewer, action: Action, subject: Subject = {}): Ability {
  const reaches = tokenReaches(viewer, subject.catalogId);
  const token = isReading(action) ? reaches : all(tokenWrites(viewer), reaches);
  if (!token.allowed) return token;
  if (viewer.isSystem)
    return systemAllows(action) ? yes('SYSTEM', 'The system does this.') : no('NOT_PERMITTED', 'The system does not do this.');
  if (action === 'approval.bypass') return bypass(viewer, subject);
  const deployment = viewer.deploymentRoles.find(({ role }) => roleAllows(role, action));
  if (deployment) return yes('ROLE', `Your role ${words(deployment.role)} allows it.`);
  const catalog = catalogRolesIn(viewer, subject.catalogId).find(({ role }) =>
    CATALOG_ROLE_ACTIONS[role].includes(action as CatalogAction),
  );
  if (!catalog) return no('NOT_PERMITTED', 'None of your roles allows it.');
  if (action === 'catalog.addResource' && subject.resourceOwnerIds && !holds(viewer, subject.resourceOwnerIds)) {
    return no('NOT_OWNER_OF_RESOURCE', 'You may add only resources that you own yourself.');
  }
  return yes('ROLE', `Your role ${words(catalog.role)} in this catalog allows it.`);
}

/**
 * Might the viewer do this in some catalog? A root field asks this first: it refuses whoever could not do it anywhere,
 * before anything is loaded.
 */
export function mayAnywhere(viewer: Viewer, action: Action): Ability {
  const subjects: Subject[] = [{}, ...viewer.catalogRoles.map(({ catalogId }) => ({ catalogId }))];
  const answers = subjects.map((subject) => may(viewer, action, subject));
  return answers.find(({ allowed }) => allowed) ?? answers[0]!;
}

/** Bypass is its own right on a role assignment that also lets one assign; no role implies it. */
function bypass(viewer: Viewer, subject: Subject): Ability {
  const deployment = viewer.deploymentRoles.some(
    ({ role, mayBypassApproval }) => mayBypassApproval && roleAllows(role, 'assignment.assign'),
  );
  const catalog = catalogRolesIn(viewer, subject.catalogId).some(
    ({ role, mayBypassApproval }) => mayBypassApproval && CATALOG_ROLE_ACTIONS[role].includes('assignment.assign'),
  );
  return deployment || catalog
    ? yes('ROLE', 'You were given the right to bypass approval.')
    : no('NO_BYPASS_RIGHT', 'You were not given the right to bypass approval; no role includes it.');
}

/** Who a role is about to be given to: a user, or a group with everybody in it. */
export interface RoleGrantee {
  readonly userId: string | null;
  readonly groupId: string | null;
}

/**
 * May the viewer give a role, with or without the right to bypass approval, to somebody? Nobody gives that right to
 * themself, nor to a group they are in (domain §11).
 *
 * @param catalogId the catalog of a catalog role, null for a deployment role.
 */
export function mayGiveRole(viewer: Viewer, catalogId: string | null, grantee: RoleGrantee, mayBypassApproval: boolean): Ability {
  const manage = catalogId === null ? may(viewer, 'deploymentRole.manage') : may(viewer, 'catalog.delegate', { catalogId });
  if (!manage.allowed || !mayBypassApproval) return manage;
  const own =
    (grantee.userId !== null && grantee.userId === viewer.userId) ||
    (grantee.groupId !== null && viewer.groupIds.includes(grantee.groupId));
  return own ? no('NOT_FOR_YOURSELF', 'Nobody gives the right to bypass approval to themself.') : manage;
}

/**
 * May the viewer put people into a group? Nobody puts themself into a group that carries the right to bypass approval,
 * because that would be a way to give it to themself.
 *
 * @param groupGivesBypass does the group, or one it is nested in, hold a role with that right?
 */
export function mayAddToGroup(viewer: Viewer, userIds: readonly string[], groupGivesBypass: boolean): Ability {
  const manage = may(viewer, 'group.manage');
  if (!manage.allowed || !groupGivesBypass || viewer.userId === null || !userIds.includes(viewer.userId)) return manage;
  return no('NOT_FOR_YOURSELF', 'This group carries the right to bypass approval; nobody gives that to themself.');
}

/** Is the viewer one of these users, or in one of these groups? */
export function holds(viewer: Viewer, userOrGroupIds: readonly string[]): boolean {
  return userOrGroupIds.some((id) => id === viewer.userId || viewer.groupIds.includes(id));
}

function catalogRolesIn(viewer: Viewer, catalogId: string | undefined): Viewer['catalogRoles'] {
  return viewer.catalogRoles.filter((held) => held.catalogId === catalogId);
}

function words(role: string): string {
  return role.toLowerCase().replaceAll('_', ' ');
}
