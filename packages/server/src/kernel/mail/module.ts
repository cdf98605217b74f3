import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { type Module } from '../module.ts';
import { mailRetention, mailRetries } from './mail.jobs.ts';
import { mailWorker } from './mail.worker.ts';

/** The outbox, and the way out of it. */
export const mail: Module = {
  name: 'mail',
  entities: [MailMessage],
  jobs: [mailRetries, mailRetention],
  workers: [mailWorker],
};

declare module '../jobs/work-queue.ts' {
  interface WorkData {
    /** Send one mail of the outbox: the attempt with this number (from 1), once. */
    mail: { mailId: string; attempt: number };
  }
}
