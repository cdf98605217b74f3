import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from './node.ts';
import { IdPrefix } from './ids.ts';

/**
 * One run of one job. The row decides which replica runs a tick, and is the history. While it is open it is a lease of that
 * replica on the job: renewed as long as it lives, and closed by another once it has lapsed.
 */
@Entity()
@Index({
  name: 'job_run_one_open',
  expression: 'create unique index "job_run_one_open" on "job_run" ("job") where "finished_at" is null',
})
@Unique({ name: 'job_run_once', properties: ['job', 'fireTime'] })
@IdPrefix('job')
export class JobRun extends Row {
  @Property({ type: 'text' })
  job!: string;

  /** The tick it answers; the instant it acts as of. */
  @Property({ type: 'datetime', length: 3 })
  fireTime!: Date;

  /** The replica that runs it, as host and process. */
  @Property({ type: 'text', nullable: true })
  holder: string | null = null;

  /** Until when the run is its holder's, by the clock of the database. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  heldUntil: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  finishedAt: Date | null = null;

  @Property({ type: 'json', nullable: true })
  outcome: Record<string, number> | null = null;

  @Property({ type: 'text', nullable: true })
  error: string | null = null;
}
