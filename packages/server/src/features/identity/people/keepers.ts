import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { type ListOptions } from '../../../kernel/read/define-read.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { isMe } from '../../../kernel/read/rights.ts';
import { exists, type Alias } from '../../../kernel/read/scope.ts';
import { and, not, or, type Condition } from '../../../kernel/read/sql.ts';
import { groupsOf } from '../groups/membership.read.ts';

/**
 * Whom to ask about what is not listed: the owners of the catalogs that the viewer sees; where nobody owns one of them, the
 * administrators. Who they are is told to those who find people here: members, not guests.
 */
export const KEEPERS: ListOptions<User> = {
  where: (user) =>
    and(
      sql`${user('state')} = 'ACTIVE' and ${user('kind')} = 'MEMBER'`,
      not(isMe(user('id'), user.scope.op.viewer)),
      or(
        exists(user, CatalogRoleAssignment, (role) => and(keeps(role), isHeldBy(role, user))),
        and(
          not(exists(user, CatalogRoleAssignment, keeps)),
          exists(user, DeploymentRoleAssignment, (role) => and(sql`${role('role')} = 'ADMINISTRATOR'`, isHeldBy(role, user))),
        ),
      ),
    ),
};

/** Is it the ownership of a catalog that the viewer sees, and that people may ask from? */
function keeps(role: Alias<CatalogRoleAssignment>): Condition {
  return and(
    sql`${role('role')} = 'OWNER'`,
    exists(role, Catalog, (catalog) =>
      and(sql`${catalog('id')} = ${role('catalog')} and ${catalog('state')} = 'PUBLISHED'`, visibleRow(catalog)),
    ),
  );
}

function isHeldBy<E extends { user: unknown; group: unknown }>(role: Alias<E>, user: Alias<User>): Condition {
  return or(sql`${role('user')} = ${user('id')}`, sql`${role('group')} in ${groupsOf(user('id'))}`);
}
