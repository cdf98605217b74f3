import { nestedGroups } from '../../kernel/authz/nested-groups.sql.ts';
import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { POLICY_SCOPES } from '@gatehouse/schema/rules/policy-scopes';
import { sql } from 'kysely';
import { truth, type Condition, type Sql } from '../../kernel/read/sql.ts';

/** Whom a policy is for, as far as it matters here: of what is not written yet too. */
export type Scope = Pick<PolicyDefinition, 'scope' | 'scopeUserIds' | 'scopeGroupIds' | 'scopeOrganizations'>;

/** The ids of the users a scope names, by themselves or in a group; to be selected `id` from. */
export function namedPeople({ scopeUserIds, scopeGroupIds }: Scope): Sql {
  return sql`(
    with recursive ${nestedGroups('down', sql`select unnest(${[...scopeGroupIds]}::text[]) collate "C"`)}
    select unnest(${[...scopeUserIds]}::text[]) collate "C" as id
    union select m.user_id from group_member m join down on m.group_id = down.group_id where m.user_id is not null)`;
}

/** Is this the id of a configured organization? */
export function isOfConfigured(organizationId: Sql): Sql {
  return sql`exists (select 1 from connected_organization o where o.id = ${organizationId} and o.state = 'CONFIGURED')`;
}

/** Is the user `u` in the scope? The same answer as `inScopeSql` gives for a version that is written. */
export function scopeContains(scope: Scope): Sql {
  const contained = POLICY_SCOPES[scope.scope].contains<Condition>({
    isKind: (...kinds) => sql`u.kind = any(${kinds}::text[]) and u.state <> 'PROSPECT'`,
    isOutsider: () => sql`u.kind = 'GUEST'`,
    isOfConfigured: () => sql`u.kind = 'GUEST' and ${isOfConfigured(sql`u.organization_id`)}`,
    isOfNamed: () => sql`u.kind = 'GUEST' and ${isOfConfigured(sql`u.organization_id`)} and exists (
      select 1 from unnest(${scope.scopeOrganizations.map(({ organizationId }) => organizationId)}::text[],
        ${scope.scopeOrganizations.map(({ domain }) => domain)}::text[]) as named (organization_id, domain)
      where named.organization_id = u.organization_id and coalesce(named.domain = u.mail_domain, named.domain is null))`,
    isNamed: () => sql`u.id in (select id from ${namedPeople(scope)} named)`,
  });
  return truth(contained);
}
