import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { sql } from 'kysely';
import { type Change } from '../change.ts';
import { deleteInBatches } from '../jobs/delete-in-batches.ts';
import { dueJob } from '../jobs/each-due.ts';
import { type Job } from '../jobs/job.ts';
import { lockRow } from '../lock.ts';
import { QUEUED_FOR_MS } from './outbox.ts';
import { sendsMail } from './transport.ts';

/** Queues the mails whose next try is due. Where no mail leaves this deployment they wait as they are. */
export const mailRetries = dueJob({
  name: 'mail-retries',
  phase: 'DELIVER',
  schedule: '*/10 * * * * *',
  description: 'Tries again to send mails that did not leave.',
  applies: (app) => sendsMail(app.config),
  entity: MailMessage,
  due: 'nextTryAt',
  where: { state: 'QUEUED' },
  handle: queueAgain,
});

/** The work names the attempt: queued twice, it is done once. */
async function queueAgain(change: Change, id: string): Promise<void> {
  const mail = await lockRow(change, MailMessage, id);
  if (mail?.state !== 'QUEUED' || !mail.nextTryAt || mail.nextTryAt > change.now) return;
  mail.nextTryAt = new Date(change.now.getTime() + QUEUED_FOR_MS);
  change.enqueue('mail', { mailId: mail.id, attempt: mail.attempts + 1 });
}

/** Mails hold what people wrote: the outbox forgets them this long after they were sent, in days. */
const KEPT_DAYS = 30;

/** Forgets mails that left long ago. One that never left stays: somebody must see to it. */
export const mailRetention: Job = {
  name: 'mail-retention',
  phase: 'FORGET',
  schedule: '37 * * * *',
  description: `Forgets mails ${KEPT_DAYS} days after they were sent.`,
  async run(app, now) {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    const deleted = await deleteInBatches(
      app,
      (limit) => sql`
        delete from mail_message where id in (
          select id from mail_message where state = 'SENT' and sent_at < ${before} limit ${limit})`,
    );
    return { deleted };
  },
};
