import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from './node.ts';

/** One run of one job. The row decides which replica runs a tick, and is the history. */
@Entity()
@Unique({ name: 'job_run_once', properties: ['job', 'fireTime'] })
export class JobRun extends Row {
  @Property({ type: 'text' })
  job!: string;

  /** The tick it answers; the instant it acts as of. */
  @Property({ type: 'datetime', length: 3 })
  fireTime!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  finishedAt: Date | null = null;

  @Property({ type: 'json', nullable: true })
  outcome: Record<string, number> | null = null;

  @Property({ type: 'text', nullable: true })
  error: string | null = null;
}
