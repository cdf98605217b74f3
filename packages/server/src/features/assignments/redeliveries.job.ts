import { OPEN_OPERATION_STATES } from '@gatehouse/schema/rules/operation-machine';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { inChange } from '../../kernel/change.ts';
import { type Job } from '../../kernel/jobs/job.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { liveAt, packagesBehind } from './carried-rights.facts.ts';

/** Queues anew what a change of a package's roles means for its holders, where the queue lost it or gave it up. */
export const packageRedeliveries: Job = {
  name: 'package-redeliveries',
  phase: 'FOLLOW',
  schedule: '47 */10 * * * *',
  description: 'Takes up changes of packages that did not reach all of their holders.',
  run: (app, now) =>
    inChange(systemOperation(app, now), async (change) => {
      const { em } = change;
      const packages = new Set([...(await packagesBehind(em, now)), ...(await packagesFenced(em, now))]);
      for (const accessPackageId of packages) change.enqueue('redeliver', { accessPackageId, after: '' });
      return { queued: packages.size };
    }),
};

/** Packages of which some live assignment carries a right that was fenced off on its way, and goes on nowhere. */
async function packagesFenced(em: EntityManager, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.access_package_id as id
    from access_grant g join grant_carrier c on c.grant_id = g.id and c.ended_at is null join assignment a on a.id = c.assignment_id
    where g.state = 'PENDING' and ${liveAt(now)}
      and not exists (select 1 from provisioning_operation o where o.grant_id = g.id and o.state = any(${[...OPEN_OPERATION_STATES]}::text[]))
    order by 1`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
