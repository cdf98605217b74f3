import { nestedGroups } from '../../kernel/authz/nested-groups.sql.ts';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { POLICY_SCOPES } from '@gatehouse/schema/rules/policy-scopes';
import { sql } from 'kysely';
import { truth, type Condition, type Sql } from '../../kernel/read/sql.ts';

/** Whom a policy is for, as far as it matters here: of what is not written yet too. */
export type Scope = Pick<PolicyDefinition, 'scope' | 'scopeUserIds' | 'scopeGroupIds'>;

/** The ids of the users a scope names, by themselves or in a group; to be selected `id` from. */
export function namedPeople({ scopeUserIds, scopeGroupIds }: Scope): Sql {
  return sql`(
    with recursive ${nestedGroups('down', sql`select unnest(${[...scopeGroupIds]}::text[]) collate "C"`)}
    select unnest(${[...scopeUserIds]}::text[]) collate "C" as id
    union select m.user_id from group_member m join down on m.group_id = down.group_id where m.user_id is not null)`;
}

/** Is the user `u` in the scope? The same answer as `inScopeSql` gives for a version that is written. */
export function scopeContains(scope: Scope): Sql {
  const contained = POLICY_SCOPES[scope.scope].contains<Condition>({
    isKind: (...kinds) => sql`u.kind = any(${kinds}::text[])`,
    isNamed: () => sql`u.id in (select id from ${namedPeople(scope)} named)`,
  });
  return truth(contained);
}
