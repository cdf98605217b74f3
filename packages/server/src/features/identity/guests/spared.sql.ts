/** Why a person is kept who has no access, in SQL: `SparedBy` of rules/guest-lifecycle.ts. */
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { ADD_TYPES } from '@gatehouse/schema/rules/request-types';
import { type SparedBy } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { type Sql } from '../../../kernel/read/sql.ts';

/** Is the person in one of these groups, or in one nested in them? The groups depend on nobody: they are found once a statement. */
const inGroups = (
  person: Sql,
  groups: Sql,
) => sql`exists (select 1 from group_member m where m.user_id = ${person} and m.group_id in (
  with recursive ${nestedGroups('named', groups)} select group_id from named))`;

const SPARED: Readonly<Record<SparedBy, (person: Sql) => Sql>> = {
  SPONSOR: (person) => sql`(exists (select 1 from organization_sponsor s where s.user_id = ${person})
    or ${inGroups(person, sql`select s.group_id from organization_sponsor s where s.group_id is not null`)})`,
  APPROVER: (person) => sql`(exists (select 1 from policy_approver a where a.user_id = ${person} and ${OF_TODAY})
    or ${inGroups(person, sql`select a.group_id from policy_approver a where a.group_id is not null and ${OF_TODAY}`)})`,
  OPEN_APPROVAL: (
    person,
  ) => sql`exists (select 1 from stage_approver a join approval_stage s on s.id = a.stage_id and s.state = 'OPEN'
    where a.user_id = ${person} and a.left_at is null)`,
  PENDING_REQUEST: (person) => sql`exists (select 1 from access_request r where r.target_id = ${person}
    and r.type = any(${[...ADD_TYPES]}::text[]) and r.state = any(${[...PENDING_REQUEST_STATES]}::text[]))`,
};

/** Does a policy name the approver `a` as it is now? */
const OF_TODAY = sql`exists (select 1 from policy_stage p join assignment_policy y on y.current_version_id = p.policy_version_id where p.id = a.stage_id)`;

/** Is anything of it true of the person? */
export function isSpared(person: Sql): Sql {
  return sql`(${sql.join(
    Object.values(SPARED).map((holds) => holds(person)),
    sql` or `,
  )})`;
}

/** All of it that is true of the person, as a JSON list. */
export function sparedBy(person: Sql): Sql {
  const each = Object.entries(SPARED).map(([by, holds]) => sql`case when ${holds(person)} then ${by} end`);
  return sql`to_json(array_remove(array[${sql.join(each)}]::text[], null))`;
}
