import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { sql } from 'kysely';
import { inChange } from '../../change.ts';
import { type Job } from '../../jobs/job.ts';
import { systemOperation } from '../../jobs/system-operation.ts';

/** Queues anew what a change of a package's roles means for its holders, where the queue lost it or gave it up. */
export const packageRedeliveries: Job = {
  name: 'package-redeliveries',
  schedule: '47 */10 * * * *',
  description: 'Takes up changes of packages that did not reach all of their holders.',
  run: (app, now) =>
    inChange(systemOperation(app, now), async (change) => {
      const { rows } = await sql<{ id: string }>`
        with live as (
          select id, access_package_id from assignment
          where state = any(${[...OPEN_ASSIGNMENT_STATES]}::text[]) and (expires_at is null or expires_at > ${now})),
        carried as (
          select l.id, g.resource_role_id, g.scope from live l join grant_carrier c on c.assignment_id = l.id and c.ended_at is null
            join access_grant g on g.id = c.grant_id),
        wanted as (
          select l.id, r.resource_role_id, r.scope from live l join access_package_role r on r.access_package_id = l.access_package_id)
        select distinct l.access_package_id as id from live l
        where l.id in (select id from ((table wanted except table carried) union all (table carried except table wanted)) differing)
        order by 1`.execute(change.em.getKysely());
      for (const { id } of rows) change.enqueue('redeliver', { accessPackageId: id });
      return { queued: rows.length };
    }),
};
