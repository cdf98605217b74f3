import { type Job } from './job.ts';

/**
 * In which order jobs run where several are due at once: by phase, and within one in the order of the modules. Starts come
 * before ends, so that access which goes on under a new request is handed over and not taken away in between; what is
 * forgotten comes last.
 */
export const JOB_PHASES = ['START', 'DECIDE', 'WARN', 'END', 'FOLLOW', 'DELIVER', 'FORGET'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** Jobs in the order in which they run. */
export function inPhases(jobs: readonly Job[]): Job[] {
  return JOB_PHASES.flatMap((phase) => jobs.filter((job) => job.phase === phase));
}
