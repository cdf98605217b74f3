import { type Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { isMe } from '../../kernel/read/rights.ts';
import { exists, select, type Alias } from '../../kernel/read/scope.ts';
import { and, or, type Condition } from '../../kernel/read/sql.ts';

/**
 * Is it the access of somebody who reports to the viewer, under a policy that lets managers act on behalf (domain §11) or under
 * none any more, as the manager may end both? The reports are looked up once, so that the lists of everybody else stay what they
 * were.
 */
export function isOfMyReports(t: Alias<Assignment>, viewer: Viewer): Condition {
  if (!viewer.hasReports) return false;
  return and(
    sql`${t('target')} = any(array(${select(t, User, 'id', (report) => isMe(report('manager'), viewer))}))`,
    or(
      sql`${t('policy')} is null`,
      exists(t, AssignmentPolicy, (policy) =>
        and(
          sql`${policy('id')} = ${t('policy')}`,
          exists(t, AssignmentPolicyVersion, (version) =>
            and(sql`${version('id')} = ${policy('currentVersion')}`, sql`${version('requesting', 'managerOnBehalf')}`),
          ),
        ),
      ),
    ),
  );
}
