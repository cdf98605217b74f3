import { type QueueWorker } from '../jobs/queue-worker.ts';
import { systemOperation } from '../jobs/system-operation.ts';
import { claimMail, recordSending } from './outbox.ts';
import { mailTransport, SendError } from './transport.ts';

/** Sends one mail of the outbox. Where no mail leaves this deployment it stays there, queued: nothing says it was sent. */
export const mailWorker: QueueWorker<'mail'> = {
  name: 'mail',
  concurrency: 2,
  async run(app, { mailId, attempt }, now) {
    const transport = mailTransport(app.config);
    if (!transport) return;
    const mail = await claimMail(systemOperation(app, now), mailId, attempt);
    if (!mail) return;
    const fault = await transport.send(mail).then(
      () => null,
      (error: unknown) => (error instanceof SendError ? error : new SendError(String(error), false, error)),
    );
    if (fault) app.log.warn({ err: fault, mail: mail.id, attempt }, 'a mail did not leave and is tried again');
    await recordSending(systemOperation(app, now), mail.id, attempt, fault);
  },
};
