import type pg from 'pg';
import { type Configuration } from '../config/config.ts';
import { sendsMail } from './transport.ts';

interface Outbox {
  waiting: number;
  failed: number;
  lastError: string | null;
}

/**
 * What an administrator should know about mail, one sentence each; none: mails leave.
 * @param client of the database, migrated.
 */
export async function mailProblems(config: Configuration, client: Pick<pg.Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query<Outbox>(
    `select count(*) filter (where state = 'QUEUED')::int as waiting, count(*) filter (where state = 'FAILED')::int as failed,
       (array_agg(last_error order by created_at) filter (where state = 'QUEUED' and last_error is not null))[1] as "lastError"
     from mail_message where state in ('QUEUED', 'FAILED')`,
  );
  const { waiting = 0, failed = 0, lastError = null } = rows[0] ?? {};
  return [
    ...(sendsMail(config) ? [] : [`No mail is sent: SMTP_URL and MAIL_FROM are not set. Waiting in the outbox: ${waiting}.`]),
    ...(lastError === null
      ? []
      : [`Mails do not leave: the mail server said "${lastError}". Waiting in the outbox: ${waiting}.`]),
    ...(failed > 0 ? [`Mails that the mail server refused for good: ${failed}.`] : []),
  ];
}
