import { sql } from 'kysely';
import { migrations } from '../db/migrate.ts';
import { asksOf, jobHealth } from '../jobs/job-health.ts';
import { type App } from '../operation.ts';

/** Whoever asks waits no longer, in milliseconds: a balancer gives up soon. */
const ANSWER_MS = 2_000;

/** Why this replica is not to be asked anything, or what somebody should look at although it can work. */
export interface Readiness {
  problem: string | null;
  warnings: string[];
}

/** Asks whether this replica can do its work. While one question is under way, no other is put beside it. */
export class ReadinessProbe {
  readonly #app: App;
  #expected: readonly string[] | null = null;
  #asking: Promise<Readiness> | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  async ask(): Promise<Readiness> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Readiness>((resolve) => {
      timer = setTimeout(() => resolve(notReady('The database does not answer.')), ANSWER_MS);
    });
    this.#asking ??= this.#look().finally(() => (this.#asking = null));
    return Promise.race([this.#asking, late]).finally(() => clearTimeout(timer));
  }

  async #look(): Promise<Readiness> {
    const { clock, disk } = this.#app;
    try {
      if (!(await this.#isMigrated())) return notReady('The database is not migrated to this version.');
      if (await disk.isFull()) return notReady('There is no room left on the disk of the database.');
      const now = this.#app.now();
      const late = (await jobHealth(asksOf(this.#app), this.#app.jobs, now)).filter((job) => job.late).map(({ name }) => name);
      const warnings =
        late.length > 0 ? [`Timed jobs that have not been done for longer than they should: ${late.join(', ')}.`] : [];
      if (clock?.off) {
        const seconds = Math.round(Math.abs(clock.aheadMs) / 1000);
        const side = clock.aheadMs > 0 ? 'ahead of' : 'behind';
        warnings.push(`The clock of this machine is ${seconds} seconds ${side} the database's; the database's counts.`);
      }
      return { problem: null, warnings };
    } catch {
      return notReady('The database cannot be reached.');
    }
  }

  async #isMigrated(): Promise<boolean> {
    this.#expected ??= (await migrations()).map(({ name }) => name);
    const { rows } = await sql<{ name: string }>`select name from schema_migration`.execute(this.#app.orm.em.fork().getKysely());
    const present = new Set(rows.map(({ name }) => name));
    return this.#expected.every((name) => present.has(name));
  }
}

function notReady(problem: string): Readiness {
  return { problem, warnings: [] };
}
