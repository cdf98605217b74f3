import { nearExpiryNotices } from '../features/assignments/assignments.jobs.ts';
import { packageRedeliveries } from '../features/assignments/redeliveries.job.ts';
import { provisioningRetries } from '../features/provisioning/provisioning.jobs.ts';
import { scopeLeavers } from '../features/requests/end-leavers.worker.ts';
import { expiry, scheduledStarts, stageDeadlines } from '../features/requests/requests.jobs.ts';
import { mailRetention, mailRetries } from '../mail/mail.jobs.ts';
import { type Job } from './job.ts';
import { retentionJobs } from './retention.jobs.ts';

/**
 * Every timed job, in the order in which they run where several are due at once. Starts come before ends, so that access
 * which goes on under a new request is handed over and not taken away in between; what is forgotten comes last.
 */
export const JOBS: readonly Job[] = [
  scheduledStarts,
  stageDeadlines,
  nearExpiryNotices,
  expiry,
  packageRedeliveries,
  scopeLeavers,
  provisioningRetries,
  mailRetries,
  ...retentionJobs,
  mailRetention,
];

/** The job of that name, or undefined. */
export function jobNamed(name: string): Job | undefined {
  return JOBS.find((job) => job.name === name);
}
