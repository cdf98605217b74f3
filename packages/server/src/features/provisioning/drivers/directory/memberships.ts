import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Outcome, type TargetRight } from '../../../../kernel/connectors/port.ts';

/** Direct membership of the directory's groups. One statement per call, each its own transaction. */
export const memberships = {
  async holds(em: EntityManager, { resource, user }: TargetRight): Promise<boolean> {
    const found = await sql`
      select 1 from group_member where group_id = ${resource.externalId} and user_id = ${user.id}`.execute(em.getKysely());
    return found.rows.length > 0;
  },

  async give(em: EntityManager, { resource, user }: TargetRight, now: Date): Promise<Outcome> {
    const { rows } = await sql<{ found: boolean }>`
      with place as (select id from app_group where id = ${resource.externalId}),
        joined as (
          insert into group_member (id, created_at, group_id, user_id)
          select ${newId(GroupMember)}, ${now}::timestamptz, id, ${user.id} from place
          on conflict do nothing)
      select exists (select 1 from place) as found`.execute(em.getKysely());
    return rows[0]?.found ? { kind: 'DONE' } : { kind: 'REFUSED', message: `The directory has no group ${resource.externalId}.` };
  },

  async take(em: EntityManager, { resource, user }: TargetRight): Promise<void> {
    await sql`delete from group_member where group_id = ${resource.externalId} and user_id = ${user.id}`.execute(em.getKysely());
  },
};
