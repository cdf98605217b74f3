/** Timed jobs that do not run. */

/** What a run may take, and a replica that takes over from another, before anybody is told: a minute. */
const PATIENCE_MS = 60_000;

/** A timed job, and when it last ran to its end. */
export interface JobFacts {
  /** The longest time between two of its ticks, in milliseconds. */
  periodMs: number;
  /** The tick of the last run that ended well; where there is none, when the deployment began. */
  lastDoneAt: Date;
}

/** By how many milliseconds a job is behind its schedule; 0 where its next tick is still to come. */
export function lateByMs({ periodMs, lastDoneAt }: JobFacts, now: Date): number {
  return Math.max(0, now.getTime() - lastDoneAt.getTime() - periodMs);
}

/** Has it not run for longer than it should? One missed tick alone is no reason to worry: the next one does it all. */
export function isLate(job: JobFacts, now: Date): boolean {
  return lateByMs(job, now) > job.periodMs + PATIENCE_MS;
}
