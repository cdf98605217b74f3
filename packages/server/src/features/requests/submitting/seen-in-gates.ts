import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { sql } from 'kysely';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { type Scope, tableOf } from '../../../kernel/read/scope.ts';
import { truth, type Sql } from '../../../kernel/read/sql.ts';

/** What the details of a gate can name. */
const NAMED_IN_DETAILS = [AccessRequest, Assignment, AssignmentPolicy];

/** Which of these ids are the viewer's to see, as JSON. @param ids an array of texts */
export function seenInGates(scope: Scope, ids: Sql): Sql {
  const kinds = NAMED_IN_DETAILS.map((entity) => {
    const row = scope.alias<{ id: string }>(entity);
    return sql`select ${row('id')} as id from ${tableOf(row as never)} where ${row('id')} = any(${ids}) and ${truth(visibleRow(row))}`;
  });
  return sql`(select coalesce(json_agg(id), '[]'::json) from (${sql.join(kinds, sql` union all `)}) seen)`;
}
