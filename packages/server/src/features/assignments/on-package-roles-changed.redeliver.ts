import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { lockRows } from '../../kernel/lock.ts';

/**
 * Queues the giving and taking that a change of a package's rights means for its holders. What is just being delivered
 * though the package no longer gives it is fenced here and now, so that nobody comes to hold it after the change.
 */
export async function redeliver(change: Change, { accessPackageId }: { accessPackageId: string }): Promise<void> {
  await change.em.flush();
  const fenced = await unwanted(change, accessPackageId);
  if (fenced.length > 0) await change.publish({ name: 'grantsFenced', grantIds: fenced });
  change.enqueue('redeliver', { accessPackageId, after: '' });
}

/** Grants on their way that only assignments of this package carry, and that it does not give any more; locked. */
async function unwanted(change: Change, accessPackageId: string): Promise<string[]> {
  const onTheirWay = await sql<{ id: string }>`
    select distinct g.id from assignment a
      join grant_carrier c on c.assignment_id = a.id and c.ended_at is null
      join access_grant g on g.id = c.grant_id and g.state = 'PENDING'
    where a.access_package_id = ${accessPackageId} and a.state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[])
      and not exists (select 1 from access_package_role r
        where r.access_package_id = ${accessPackageId} and r.resource_role_id = g.resource_role_id and r.scope = g.scope)`.execute(
    change.em.getKysely(),
  );
  const grants = await lockRows(
    change,
    Grant,
    onTheirWay.rows.map(({ id }) => id),
  );
  // Asked with the grants locked: nobody begins or ends to carry one meanwhile.
  const { rows } = await sql<{ id: string }>`
    select c.grant_id as id from grant_carrier c join assignment a on a.id = c.assignment_id
    where c.grant_id = any(${grants.map(({ id }) => id)}::text[]) and c.ended_at is null and a.access_package_id <> ${accessPackageId}`.execute(
    change.em.getKysely(),
  );
  const elsewhere = new Set(rows.map(({ id }) => id));
  return grants.filter(({ id, state }) => state === 'PENDING' && !elsewhere.has(id)).map(({ id }) => id);
}
