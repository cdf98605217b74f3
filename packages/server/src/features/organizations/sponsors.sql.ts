import { type OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { sql } from 'kysely';
import { nestedGroups } from '../../kernel/authz/nested-groups.sql.ts';
import { type Alias } from '../../kernel/read/scope.ts';
import { type Sql } from '../../kernel/read/sql.ts';

/**
 * Can the user `u` vouch as a sponsor of this kind: a member from inside, or a guest of the organization from outside (domain §10)?
 * Somebody who was named and is neither any more does not count.
 */
export function isSponsorOfKind(kind: Sql, organizationId: Sql): Sql {
  return sql`(${kind} = 'INTERNAL' and u.kind = 'MEMBER'
    or ${kind} = 'EXTERNAL' and u.kind = 'GUEST' and u.state <> 'PROSPECT' and u.organization_id = ${organizationId})`;
}

/** Is there an active user behind this sponsor who can vouch? */
export function sponsorActive(t: Alias<OrganizationSponsor>): Sql {
  const can = sql`u.state = 'ACTIVE' and ${isSponsorOfKind(t('kind'), t('organization'))}`;
  return sql`(exists (select 1 from app_user u where u.id = ${t('user')} and ${can})
    or exists (with recursive ${nestedGroups('down', sql`select ${t('group')}`)}
      select 1 from group_member m join down on m.group_id = down.group_id join app_user u on u.id = m.user_id where ${can}))`;
}

/** The ids of active users who vouch for the people of an organization, from inside or outside. */
export function sponsorsOf(organizationId: Sql): Sql {
  const can = sql`u.state = 'ACTIVE' and ${isSponsorOfKind(sql`named.kind`, sql`named.organization_id`)}`;
  const mine = sql`organization_sponsor s where s.organization_id = ${organizationId}`;
  return sql`with recursive ${nestedGroups('down', sql`select s.kind, s.organization_id, s.group_id from ${mine} and s.group_id is not null`, ['kind', 'organization_id'])},
    named as (select s.kind, s.organization_id, s.user_id from ${mine} and s.user_id is not null
      union select d.kind, d.organization_id, m.user_id from down d join group_member m on m.group_id = d.group_id where m.user_id is not null)
    select distinct u.id from named join app_user u on u.id = named.user_id where ${can} order by u.id`;
}
