import { inChange, type Change } from '../../../kernel/change.ts';
import { isDatabaseLost } from '../../../kernel/db/lost.ts';
import { RunLost } from '../../../kernel/jobs/held-run.ts';
import { type JobOutcome } from '../../../kernel/jobs/job.ts';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';
import { type App } from '../../../kernel/operation.ts';

/** Where the list of those who are due was read up to. */
export interface Place {
  at: Date;
  id: string;
}

/** A person who is due, and their place in the list. */
export interface DuePerson extends Place {
  userId: string;
}

interface PersonWork {
  name: string;
  /** The next who are due after a place, in the order in which they fell due. */
  due(app: App, now: Date, after: Place | null): Promise<DuePerson[]>;
  /** Does what is due of one, if it still is, and says what was done; each in a transaction of its own. */
  one(change: Change, userId: string): Promise<string>;
  /** Counts what was done. */
  outcome: JobOutcome;
}

/** Does what is due of everybody, in order. Whoever fails is logged, passed by, and comes up again with the next run. */
export async function eachPerson(app: App, now: Date, { name, due, one, outcome }: PersonWork): Promise<void> {
  for (let some = await due(app, now, null); some.length > 0; some = await due(app, now, some.at(-1)!)) {
    for (const { userId } of some) {
      const done = await inChange(systemOperation(app, now), (change) => one(change, userId)).catch((error: unknown) => {
        if (error instanceof RunLost || isDatabaseLost(error)) throw error;
        app.log.error({ err: error, work: name, userId }, 'due work failed and comes up again with the next run');
        return 'failed';
      });
      if (done !== 'nothing') outcome[done] = (outcome[done] ?? 0) + 1;
    }
  }
}
