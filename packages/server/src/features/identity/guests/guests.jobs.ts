import { type JobOutcome, type Job } from '../../../kernel/jobs/job.ts';
import { type App } from '../../../kernel/operation.ts';
import { eachPerson } from './each-person.ts';
import { blocksDue, deletionsDue, spareAgain, warningsDue } from './guests-due.ts';
import { eraseProspect, prospectsDue } from './prospects.ts';
import { stepGuest } from './guest-step.ts';

/**
 * Blocks, warns and deletes governed guests whose days are over (domain §10), each in a transaction of its own in which the rule is asked
 * again. Whoever is spared is noted so, that their days count from there.
 */
export const guestLifecycleJob: Job = {
  name: 'guest-lifecycle',
  phase: 'FOLLOW',
  schedule: '20 * * * * *',
  description: 'Blocks, warns and deletes guests who have no access any more, as the settings say.',
  run: runGuests,
};

async function runGuests(app: App, now: Date): Promise<JobOutcome> {
  const outcome: JobOutcome = { blocked: 0, warned: 0, deleted: 0, failed: 0 };
  for (const due of [deletionsDue, blocksDue, warningsDue]) {
    await eachPerson(app, now, { name: 'guest-lifecycle', due, outcome, one: stepGuest });
  }
  await spareAgain(app, now);
  return outcome;
}

/** Erases Prospects whom nobody waits for any more. */
export const prospectErasure: Job = {
  name: 'prospect-erasure',
  phase: 'FORGET',
  schedule: '47 */10 * * * *',
  description: 'Erases people from outside who never had access, a while after their last request.',
  run: async (app, now) => {
    const outcome: JobOutcome = { erased: 0, failed: 0 };
    await eachPerson(app, now, { name: 'prospect-erasure', due: prospectsDue, outcome, one: eraseProspect });
    return outcome;
  },
};
