import { DirectoryEntitlement } from '@gatehouse/schema/provisioning/directory-entitlement.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Outcome, type TargetRight } from '../../../../kernel/connectors/port.ts';

/** Roles of the directory's groups, applications, sites and licences. One statement per call, each its own transaction. */
export const entitlements = {
  async holds(em: EntityManager, right: TargetRight): Promise<boolean> {
    const found = await sql`select 1 from directory_entitlement where ${same(right)}`.execute(em.getKysely());
    return found.rows.length > 0;
  },

  async give(em: EntityManager, { resource, role, scope, user }: TargetRight, now: Date): Promise<Outcome> {
    const { rows } = await sql<{ found: boolean }>`
      with place as (
          select r.id from resource_role r
          where r.id = ${role.id} and r.resource_id = ${resource.id} and (
            ${resource.kind} <> 'GROUP' or exists (select 1 from app_group where id = ${resource.externalId}))),
        given as (
          insert into directory_entitlement (id, created_at, user_id, resource_role_id, scope)
          select ${newId(DirectoryEntitlement)}, ${now}::timestamptz, ${user.id}, id, ${scope} from place
          on conflict do nothing)
      select exists (select 1 from place) as found`.execute(em.getKysely());
    return rows[0]?.found
      ? { kind: 'DONE' }
      : { kind: 'REFUSED', message: `The directory has no ${role.name} of ${resource.name}.` };
  },

  async take(em: EntityManager, right: TargetRight): Promise<void> {
    await sql`delete from directory_entitlement where ${same(right)}`.execute(em.getKysely());
  },
};

const same = ({ user, role, scope }: TargetRight) =>
  sql`user_id = ${user.id} and resource_role_id = ${role.id} and scope = ${scope}`;
