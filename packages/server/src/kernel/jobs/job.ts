import { type App } from '../operation.ts';
import { type JobPhase } from './phases.ts';

/** What a run did, as counts by name. All zero: there was nothing to do. */
export type JobOutcome = Record<string, number>;

/**
 * Something that is done because its time has come. A job is a plain function of `now`: it does everything that is due as
 * of then, so a missed tick is harmless and a late one catches up. It works in batches, with flat memory, and a second run
 * as of the same instant changes nothing.
 */
export interface Job {
  /** What the command line, the history and the metrics call it: kebab-case. */
  name: string;
  /** When it comes where several are due at once. */
  phase: JobPhase;
  /** When it ticks: a cron expression in UTC, optionally with seconds in front. */
  schedule: string;
  /** What it does, in a sentence for whoever runs `jobs list`. */
  description: string;
  /** @param now the instant it acts as of. */
  run(app: App, now: Date): Promise<JobOutcome>;
  /** When the most overdue of what it would do as of `now` fell due; null: nothing is due. For jobs that know. */
  oldestDue?(app: App, now: Date): Promise<Date | null>;
}
