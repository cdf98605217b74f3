import { type DirectorySnapshot, type DirectoryUser } from '@gatehouse/schema/rules/approver-routing';
import { type StageDefinition } from '@gatehouse/schema/rules/policy';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { oneWith } from '../identity/people/one-with.sql.ts';
import { isSponsorOfKind } from '../organizations/sponsors.sql.ts';
import { nestedGroups } from '../../kernel/authz/nested-groups.sql.ts';

/** What a snapshot has to reach: the stages to be routed, and whose request of which package it is. */
export interface ApproverQuestion {
  stages: readonly StageDefinition[];
  accessPackageId: string;
  /** Whose access it is; null while a policy is being saved. */
  targetId: string | null;
  /** Who asks; null for the system. */
  requesterId?: string | null;
  /** Others whose state is asked about, such as whoever a stage is to be reassigned to. */
  userIds?: readonly string[];
}

interface SnapshotRow {
  users: DirectoryUser[];
  groups: Record<string, string[]>;
  resourceOwners: string[];
  catalogOwners: string[];
  sponsors: DirectorySnapshot['sponsorIds'];
  alsoInvolved: string[];
}

/** Rows (root, user_id) of everyone in the groups that `roots` selects as (root), nested groups included; UNION ends circles. */
const nested = (name: string, roots: ReturnType<typeof sql>) => sql`
  ${nestedGroups(`${name}_tree`, sql`select root, root from (${roots}) r(root)`, ['root'])},
  ${sql.ref(name)}(root, user_id) as (
    select distinct t.root, m.user_id from ${sql.ref(`${name}_tree`)} t
      join group_member m on m.group_id = t.group_id where m.user_id is not null)`;

/**
 * The part of the directory that the given stages can lead to, as the routing rules take it, in one statement.
 * Owners count through groups too; the target's line of managers goes all the way up and ends where it comes back to itself.
 */
export async function loadApproverFacts(em: EntityManager, question: ApproverQuestion): Promise<DirectorySnapshot> {
  const definitions = question.stages.flatMap((stage) => stage.approvers);
  const named = [...(question.userIds ?? []), ...definitions.flatMap(({ userId }) => userId ?? [])];
  const groups = [...new Set(definitions.flatMap(({ groupId }) => groupId ?? []))];
  const packageId = question.accessPackageId;
  const { rows } = await sql<SnapshotRow>`
    with recursive
      line(id) as (
        select ${question.targetId}::text collate "C" where ${question.targetId}::text is not null
        union select u.manager_id from line l join app_user u on u.id = l.id where u.manager_id is not null),
      resource_holder as (
        select o.user_id, o.group_id from access_package_role pr
          join resource_role rr on rr.id = pr.resource_role_id join resource_owner o on o.resource_id = rr.resource_id
        where pr.access_package_id = ${packageId}),
      catalog_holder as (
        select c.user_id, c.group_id from access_package p join catalog_role_assignment c on c.catalog_id = p.catalog_id
        where p.id = ${packageId} and c.role = 'OWNER'),
      sponsor as (
        select s.kind, s.user_id, s.group_id, s.organization_id from app_user t join organization_sponsor s on s.organization_id = t.organization_id
        where t.id = ${question.targetId} and t.kind = 'GUEST'),
      ${nested(
        'people',
        sql`
        select unnest(${groups}::text[]) collate "C"
        union select group_id from sponsor where group_id is not null
        union select group_id from resource_holder where group_id is not null
        union select group_id from catalog_holder where group_id is not null`,
      )},
      resource_owners(id) as (
        select user_id from resource_holder where user_id is not null
        union select g.user_id from resource_holder h join people g on g.root = h.group_id),
      catalog_owners(id) as (
        select user_id from catalog_holder where user_id is not null
        union select g.user_id from catalog_holder h join people g on g.root = h.group_id),
      sponsors(kind, id) as (
        select f.kind, u.id from (
          select kind, organization_id, user_id from sponsor where user_id is not null
          union select s.kind, s.organization_id, g.user_id from sponsor s join people g on g.root = s.group_id) f
        join app_user u on u.id = f.user_id and ${isSponsorOfKind(sql`f.kind`, sql`f.organization_id`)}),
      met(id) as (
        select unnest(${named}::text[]) collate "C" union select id from line union select user_id from people
        union select id from resource_owners union select id from catalog_owners union select id from sponsors)
    select
      coalesce((select json_agg(json_build_object('id', u.id, 'state', u.state, 'managerId', u.manager_id))
        from app_user u where u.id in (select id from met)), '[]') as users,
      coalesce((select json_object_agg(root, members) from (
        select root, json_agg(user_id order by user_id) as members from people where root = any(${groups}::text[]) group by root) g), '{}') as groups,
      array(${oneWith(sql`array[${question.targetId}, ${question.requesterId ?? null}]::text[]`)}) as "alsoInvolved",
      coalesce((select json_agg(id order by id) from resource_owners), '[]') as "resourceOwners",
      coalesce((select json_agg(id order by id) from catalog_owners), '[]') as "catalogOwners",
      json_build_object('INTERNAL', coalesce((select json_agg(id order by id) from sponsors where kind = 'INTERNAL'), '[]'),
        'EXTERNAL', coalesce((select json_agg(id order by id) from sponsors where kind = 'EXTERNAL'), '[]')) as sponsors
  `.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new Error('the snapshot statement answered no row');
  return {
    users: new Map(row.users.map((user) => [user.id, user])),
    groupMembers: new Map(Object.entries(row.groups)),
    alsoInvolvedIds: row.alsoInvolved,
    resourceOwnerIds: row.resourceOwners,
    catalogOwnerIds: row.catalogOwners,
    sponsorIds: row.sponsors,
  };
}
