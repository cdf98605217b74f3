import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { sql } from 'kysely';
import { inChange } from '../../kernel/change.ts';
import { type Job } from '../../kernel/jobs/job.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';

/** Queues anew what a change of a package's roles means for its holders, where the queue lost it or gave it up. */
export const packageRedeliveries: Job = {
  name: 'package-redeliveries',
  phase: 'FOLLOW',
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
        fenced as (
          select c.assignment_id as id from access_grant g join grant_carrier c on c.grant_id = g.id and c.ended_at is null
          where g.state = 'PENDING' and not exists (
            select 1 from provisioning_operation o where o.grant_id = g.id and o.state = any(${[...OPEN_OPERATION_STATES]}::text[]))),
        wanted as (
          select l.id, r.resource_role_id, r.scope from live l join access_package_role r on r.access_package_id = l.access_package_id)
        select distinct l.access_package_id as id from live l
        where l.id in (select id from fenced) or l.id in (select id from ((table wanted except table carried) union all (table carried except table wanted)) differing)
        order by 1`.execute(change.em.getKysely());
      for (const { id } of rows) change.enqueue('redeliver', { accessPackageId: id, after: '' });
      return { queued: rows.length };
    }),
};
