import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { GrantFilter, GrantOrder } from '@gatehouse/schema/assignments/grant.filters';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { isMineToAnswer, packageIn, packageInMyCatalogs } from '../../kernel/read/rights.ts';
import { exists, select, type Alias } from '../../kernel/read/scope.ts';
import { and, or, type Condition, type Sql } from '../../kernel/read/sql.ts';

/** Is the grant carried by a package of a catalog in which the viewer holds a role? */
function carriedInMyCatalogs(t: Alias<Grant>, viewer: Viewer): Condition {
  if (viewer.catalogRoles.length === 0) return false;
  return carriedBy(t, (accessPackage) => packageInMyCatalogs(t, accessPackage, viewer));
}

/** Is it carried by an assignment of such a package? */
function carriedBy(t: Alias<Grant>, isSuch: (packageId: Sql) => Condition): Condition {
  return exists(t, GrantCarrier, (carrier) =>
    and(
      sql`${carrier('grant')} = ${t('id')}`,
      exists(t, Assignment, (assignment) =>
        and(sql`${assignment('id')} = ${carrier('assignment')}`, isSuch(assignment('accessPackage'))),
      ),
    ),
  );
}

/** For the holder, and the roles of the catalogs whose packages carry it. */
export const grantRead = defineRead(Grant, {
  all: 'assignment.read',
  visible: (t, viewer) => or(isMineToAnswer(t('user'), viewer), carriedInMyCatalogs(t, viewer)),
  within: (t, catalogIds) => carriedBy(t, (accessPackage) => packageIn(t, accessPackage, catalogIds)),
  relations: {
    assignments: relation<Grant, Assignment>({
      entity: () => Assignment,
      join: (grant, assignment) =>
        sql`${assignment('id')} in (${select(grant, GrantCarrier, 'assignment', (carrier) => sql`${carrier('grant')} = ${grant('id')}`)})`,
    }),
    operations: relation<Grant, ProvisioningOperation>({ entity: () => ProvisioningOperation, by: 'grant' }),
  },
  filter: GrantFilter,
  orders: GrantOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
