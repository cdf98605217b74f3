import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { IdPrefix } from '../shared/ids.ts';

/**
 * "Something changed", for those who watch live: a pointer, never the data.
 * Written in the transaction of the change without a position; positions are stamped after the commit, one batch at a
 * time under an advisory lock, so that reading "after position N" can never skip a late committer. Kept for 7 days.
 */
@Entity()
@Unique({
  name: 'domain_event_position',
  expression: 'create unique index "domain_event_position" on "domain_event" ("position") where "position" is not null',
})
@Index({
  name: 'domain_event_unstamped',
  expression: 'create index "domain_event_unstamped" on "domain_event" ("id") where "position" is null',
})
@Index({ name: 'domain_event_subject', properties: ['subjectId', 'position'] })
@Index({
  name: 'domain_event_request',
  expression: 'create index "domain_event_request" on "domain_event" ("request_id", "position") where "request_id" is not null',
})
@Index({
  name: 'domain_event_audience',
  expression: 'create index "domain_event_audience" on "domain_event" using gin ("audience")',
})
@IdPrefix('evt')
export class DomainEvent extends Row {
  @Property({ type: 'bigint', nullable: true })
  position: bigint | null = null;

  /** Type of the changed object, such as `AccessRequest`. */
  @Property({ type: 'text' })
  subjectType!: string;

  @Property({ type: 'text', collation: 'C' })
  subjectId!: string;

  /** Users whose queues, inbox or access it may change; each is authorized again when it is delivered. */
  @Property({ type: 'array', columnType: 'text[]', collation: 'C' })
  audience!: string[];

  /** For events of a part: the request it belongs to. */
  @Property({ type: 'text', nullable: true, collation: 'C' })
  requestId: string | null = null;
}
