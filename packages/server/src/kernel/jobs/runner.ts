import { createTask, type ScheduledTask } from 'node-cron';
import { type Logger } from 'pino';
import { type App } from '../operation.ts';
import { RunLost, whileHeld } from './held-run.ts';
import { jobDuration, jobRuns } from './job-metrics.ts';
import { isDatabaseLost } from '../db/lost.ts';
import { finishRun, openTick } from './job-run.ts';
import { type Job } from './job.ts';
import { sparingly } from './sparingly.ts';
import { Turnstile } from './turnstile.ts';

/**
 * What became of a tick on this replica. `ELSEWHERE`: another replica has it; `BUSY`: the run before it is not over;
 * `LOST`: this replica stood still for so long that another took the job over.
 */
export type TickResult = 'DONE' | 'FAILED' | 'ELSEWHERE' | 'BUSY' | 'LOST';

/**
 * Runs one tick of a job, if no other replica does. A tick that is passed over is harmless: the next run does everything
 * that is due by then.
 * @param fireTime which tick it is
 * @param now the instant it acts as of
 */
export async function tick(app: App, job: Job, fireTime: Date, now: Date = fireTime): Promise<TickResult> {
  const opened = await openTick(app, job.name, fireTime);
  return typeof opened === 'string' ? opened : runTick(app, job, now, opened.run);
}

async function runTick(app: App, job: Job, now: Date, run: string): Promise<TickResult> {
  const began = performance.now();
  const result = await resultOf(app, job, now, run);
  if (result === 'LOST') app.log.warn({ job: job.name }, 'this replica stood still, and another took over its timed job');
  jobRuns.inc({ job: job.name, outcome: result.toLowerCase() });
  jobDuration.observe({ job: job.name }, (performance.now() - began) / 1000);
  return result;
}

async function resultOf(app: App, job: Job, now: Date, run: string): Promise<TickResult> {
  try {
    const outcome = await whileHeld(app, run, () => job.run(app, now));
    return (await finishRun(app, run, { outcome })) ? 'DONE' : 'LOST';
  } catch (error) {
    if (error instanceof RunLost) return 'LOST';
    if (isDatabaseLost(error)) {
      // Perhaps one connection alone is gone. That it is away is told once for all jobs, by whoever called.
      await finishRun(app, run, { error: (error as Error).message }).catch(() => undefined);
      throw error;
    }
    app.log.error({ err: error, job: job.name }, 'a timed job failed; its next tick takes up what is due');
    await finishRun(app, run, { error: (error as Error).message });
    return 'FAILED';
  }
}

/** The ticking of this replica. node-cron only says when; the database says who. */
export class JobRunner {
  readonly #app: App;
  readonly #tasks: ScheduledTask[];
  readonly #running = new Set<Promise<unknown>>();
  /** Requests have connections too: jobs that tick together must never hold them all. */
  readonly #turnstile: Turnstile;

  /** During an outage every tick of every job fails alike. */
  readonly #sayMissed = sparingly<{ error: unknown; job: string }>(({ error, job }, unsaid) =>
    this.#app.log.warn({ err: error, job, unsaid }, 'a tick was missed; the next one takes up what is due'),
  );

  constructor(app: App, jobs: readonly Job[]) {
    this.#app = app;
    this.#turnstile = new Turnstile(Math.floor(app.config.databasePoolSize / 4));
    this.#tasks = jobs.map((job) =>
      createTask(job.schedule, ({ date }) => this.#tick(job, tickOf(date, app)), {
        name: job.name,
        timezone: 'UTC',
        noOverlap: true,
        suppressMissedWarning: true,
        logger: quiet(app.log),
      }),
    );
  }

  async start(): Promise<void> {
    for (const task of this.#tasks) await task.start();
  }

  /** Starts nothing new and waits for what runs. */
  async stop(): Promise<void> {
    for (const task of this.#tasks) await task.destroy();
    await Promise.allSettled(this.#running);
  }

  async #tick(job: Job, fireTime: Date): Promise<void> {
    const run = this.#turnstile
      .pass(() => tick(this.#app, job, fireTime, new Date(Math.min(fireTime.getTime(), this.#app.now().getTime()))))
      .catch((error: unknown) => {
        this.#app.disk.failed(error);
        this.#sayMissed({ error, job: job.name });
      });
    this.#running.add(run);
    await run.finally(() => this.#running.delete(run));
  }
}

/** The same tick has the same name on every replica: its second, by the one clock that all of them have. */
function tickOf(date: Date, app: App): Date {
  const byOneClock = date.getTime() + app.now().getTime() - Date.now();
  return new Date(Math.round(byOneClock / 1000) * 1000);
}

/** node-cron's own remarks, where ours go. */
function quiet(log: Logger) {
  return {
    info: (message: string) => log.debug(message),
    debug: (message: string | Error) => log.debug(message),
    warn: (message: string) => log.debug(message),
    error: (message: string | Error, error?: Error) => log.error({ err: error ?? message }, 'the clock of the jobs stumbled'),
  };
}
