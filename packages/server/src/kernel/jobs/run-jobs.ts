import { setTimeout as delay } from 'node:timers/promises';
import { type App } from '../operation.ts';
import { drainQueues, type Drained } from './drain.ts';
import { whileHeld } from './held-run.ts';
import { finishRun, openByHand } from './job-run.ts';
import { type Job, type JobOutcome } from './job.ts';

/** Rounds of jobs and queued work after which something is taken to run in circles. */
const ROUNDS_MAX = 100;

/** What a run by hand did, as `jobs run` prints it. */
export interface JobsReport {
  /** The instant the jobs acted as of. */
  asOf: string;
  /** Per job the sum of all rounds, in the order in which they run. */
  jobs: { name: string; outcome: JobOutcome }[];
  /** Per kind of queued work that was done meanwhile. */
  work: Drained[];
}

/** A run by hand that cannot be; `message` says why. */
export class JobsRefused extends Error {
  override readonly name = 'JobsRefused';
}

/**
 * Runs one job, or all of them in their order, as of an instant, and the work they queue, until nothing more happens.
 * @param options.drain false: leaves the queued work to the running workers, and runs every job once.
 * @throws JobsRefused outside demo and tests (nobody may move time where access is real), or for an unknown job.
 */
export async function runJobs(
  app: App,
  name: string,
  now: Date,
  options: { drain: boolean } = { drain: true },
): Promise<JobsReport> {
  demandPlayground(app);
  const still: App = { ...app, timeStandsStill: true };
  const jobs = chosen(app, name);
  const report: JobsReport = {
    asOf: now.toISOString(),
    jobs: jobs.map((job) => ({ name: job.name, outcome: {} })),
    work: app.workers.map((worker) => ({ name: worker.name, done: 0, failed: 0 })),
  };
  let restless: string[] = [];
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    // What was queued before, first; then only what a job may have queued.
    let happened = options.drain ? await drainAll(still, now, report) : 0;
    restless = happened > 0 ? ['queued work'] : [];
    for (const [at, job] of jobs.entries()) {
      const did = add(report.jobs[at]!.outcome, await runOnce(still, job, now));
      happened += did;
      if (did > 0) restless.push(job.name);
      if (did > 0 && options.drain) happened += await drainAll(still, now, report);
    }
    if (happened === 0 || !options.drain) return report;
  }
  throw new Error(
    `The jobs found something to do ${ROUNDS_MAX} times in a row; something is due again as soon as it is done: ${restless.join(', ')}.`,
  );
}

/** Does all queued work in this process. @returns how many pieces were done. */
async function drainAll(app: App, now: Date, report: JobsReport): Promise<number> {
  let sum = 0;
  for (const [at, { done, failed }] of (await drainQueues(app, now)).entries()) {
    const work = report.work[at]!;
    work.done += done;
    work.failed += failed;
    sum += done;
  }
  return sum;
}

async function runOnce(app: App, job: Job, now: Date): Promise<JobOutcome> {
  const run = await openedAfterOthers(app, job, now);
  try {
    const outcome = await whileHeld(app, run, () => job.run(app, now));
    await finishRun(app, run, { outcome });
    return outcome;
  } catch (error) {
    await finishRun(app, run, { error: (error as Error).message });
    throw error;
  }
}

/** Opens a run as soon as nobody else runs this job. @returns its id */
async function openedAfterOthers(app: App, job: Job, now: Date): Promise<string> {
  for (;;) {
    const opened = await openByHand(app, job.name, now);
    if (typeof opened !== 'string') return opened.run;
    await delay(50);
  }
}

/** Counts that say that something was found and left: no reason for another round. */
const IDLE = new Set(['failed', 'busy', 'skipped']);

/** Adds what a round did. @returns how much of it changed something. */
function add(sum: JobOutcome, outcome: JobOutcome): number {
  let changed = 0;
  for (const [what, count] of Object.entries(outcome)) {
    sum[what] = (sum[what] ?? 0) + count;
    if (!IDLE.has(what)) changed += count;
  }
  return changed;
}

function chosen({ jobs }: App, name: string): readonly Job[] {
  if (name === 'all') return jobs;
  const job = jobs.find((one) => one.name === name);
  if (!job) throw new JobsRefused(`There is no job "${name}". There are: ${jobs.map((one) => one.name).join(', ')}, or all.`);
  return [job];
}

function demandPlayground({ config }: App): void {
  if (!config.demo && config.environment !== 'test') {
    throw new JobsRefused('Jobs run as of another time in demo mode and in tests only: here they would take away real access.');
  }
}
