import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { GrantFilter, GrantOrder } from '@gatehouse/schema/assignments/grant.filters';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead } from '../../kernel/read/define-read.ts';
import { isMe, packageInMyCatalogs } from '../../kernel/read/rights.ts';
import { exists, type Alias } from '../../kernel/read/scope.ts';
import { and, or, type Condition } from '../../kernel/read/sql.ts';

/** Is the grant carried by a package of a catalog in which the viewer holds a role? */
function carriedInMyCatalogs(t: Alias<Grant>, viewer: Viewer): Condition {
  if (viewer.catalogRoles.length === 0) return false;
  return exists(t, GrantCarrier, (carrier) =>
    and(
      sql`${carrier('grant')} = ${t('id')}`,
      exists(t, Assignment, (assignment) =>
        and(sql`${assignment('id')} = ${carrier('assignment')}`, packageInMyCatalogs(t, assignment('accessPackage'), viewer)),
      ),
    ),
  );
}

/** For the holder, and the roles of the catalogs whose packages carry it. */
export const grantRead = defineRead(Grant, {
  all: 'assignment.read',
  visible: (t, viewer) => or(isMe(t('user'), viewer), carriedInMyCatalogs(t, viewer)),
  filter: GrantFilter,
  orders: GrantOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
