import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { dueJob } from '../../kernel/jobs/each-due.ts';
import { type Job } from '../../kernel/jobs/job.ts';
import { type App } from '../../kernel/operation.ts';
import { lockOperation } from './lock-operation.ts';
import { moveOperation } from './moved.ts';
import { after, IN_QUEUE_FOR_MS, QUEUED_FOR_MS } from './timing.ts';

const whatIsDue = dueJob({
  name: 'provisioning-retries',
  phase: 'DELIVER',
  schedule: '*/5 * * * * *',
  description: 'Tries again what a target refused or could not be asked, and takes up what a worker left behind.',
  entity: ProvisioningOperation,
  due: 'nextTryAt',
  where: { state: { $in: ['QUEUED', 'RUNNING', 'RETRYING'] } },
  handle: queueAgain,
});

/** Queues what is due in the targets: retries whose time has come, and work that its worker or the queue lost. */
export const provisioningRetries: Job = {
  ...whatIsDue,
  async run(app, now) {
    await leaveToTheQueue(app, now);
    return whatIsDue.run(app, now);
  },
};

/**
 * What waits in the queue is left there, however long the line is. Work that a worker took out of it and did not begin
 * within seconds is in dead hands, and counts as lost. The queue lives on the clock of the database.
 */
async function leaveToTheQueue(app: App, now: Date): Promise<void> {
  await sql`
    update provisioning_operation o set next_try_at = ${after(now, IN_QUEUE_FOR_MS)}
    where o.state = 'QUEUED' and o.next_try_at <= ${now} and o.id in (
      select j.data ->> 'operationId' from work.job j where j.name = 'provision' and (j.state in ('created', 'retry')
        or (j.state = 'active' and j.started_on > now() - make_interval(secs => ${QUEUED_FOR_MS / 1000}))))`.execute(
    app.orm.em.fork().getKysely(),
  );
}

/** The work names the attempt: queued twice, it is done once. */
async function queueAgain(change: Change, id: string): Promise<void> {
  const locked = await lockOperation(change, id);
  if (!locked) return;
  const { operation } = locked;
  if (!operation.nextTryAt || operation.nextTryAt > change.now) return;
  if (operation.state === 'RUNNING') moveOperation(operation, 'LOSE_WORKER');
  if (operation.state !== 'QUEUED' && operation.state !== 'RETRYING') return;
  operation.nextTryAt = after(change.now, QUEUED_FOR_MS);
  change.enqueue('provision', { operationId: operation.id, attempt: operation.attempts + 1 });
}
