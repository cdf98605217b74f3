import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { type App } from '../operation.ts';
import { mailTransport } from './transport.ts';

/** What an administrator should know about mail, one sentence each; none: mails leave. For `doctor` and readiness. */
export async function mailProblems(app: Pick<App, 'config' | 'orm'>): Promise<string[]> {
  const em = app.orm.em.fork();
  const waiting = await em.count(MailMessage, { state: 'QUEUED' });
  const stuck = await em.findOne(MailMessage, { state: 'QUEUED', lastError: { $ne: null } }, { orderBy: { createdAt: 'asc' } });
  const failed = await em.count(MailMessage, { state: 'FAILED' });
  return [
    ...(mailTransport(app.config) ? [] : [`No mail is sent: SMTP_URL and MAIL_FROM are not set. ${waiting} wait in the outbox.`]),
    ...(stuck ? [`Mails do not leave: the mail server said "${stuck.lastError}". ${waiting} wait in the outbox.`] : []),
    ...(failed > 0 ? [`The mail server refused ${failed} mails for good.`] : []),
  ];
}
