import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type CatalogRole, type CatalogState } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';

/** A role in a catalog and who holds it: a user or a group, told apart by the id. */
export interface CatalogRolePlan {
  role: CatalogRole;
  holder: { id: string };
  mayBypassApproval?: boolean;
}

/** A catalog to be made; published and not for outsiders where nothing is said. */
export interface CatalogPlan {
  name: string;
  description?: string | null;
  state?: CatalogState;
  externallyVisible?: boolean;
  roles?: readonly CatalogRolePlan[];
}

/** Makes a catalog with the roles in it. */
export function buildCatalog(change: Change, { roles = [], ...fields }: CatalogPlan): Catalog {
  const catalog = change.create(Catalog, fields);
  for (const role of roles) giveCatalogRole(change, catalog, role);
  return catalog;
}

/** Gives a role in a catalog. */
export function giveCatalogRole(change: Change, catalog: { id: string }, plan: CatalogRolePlan): CatalogRoleAssignment {
  const isUser = plan.holder.id.startsWith('usr_');
  return change.create(CatalogRoleAssignment, {
    catalog: change.em.getReference(Catalog, catalog.id),
    role: plan.role,
    mayBypassApproval: plan.mayBypassApproval ?? false,
    ...(isUser
      ? { user: change.em.getReference(User, plan.holder.id) }
      : { group: change.em.getReference(Group, plan.holder.id) }),
  });
}
