import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Principal } from '../identity/principal.entity.ts';
import { Row } from './node.ts';
import { IdPrefix } from './ids.ts';

/** What an acting mutation answered under a key, so that a retry gets the same answer and acts once. Kept 30 days. */
@Entity()
@Unique({ name: 'idempotency_record_once', properties: ['principal', 'mutation', 'key'] })
@Index({ name: 'idempotency_record_age', properties: ['createdAt'] })
@IdPrefix('idm')
export class IdempotencyRecord extends Row {
  @ManyToOne({ entity: () => Principal, deleteRule: 'cascade' })
  principal!: Principal;

  @Property({ type: 'text' })
  mutation!: string;

  @Property({ type: 'text' })
  key!: string;

  @Property({ type: 'text' })
  inputHash!: string;

  /** The ids and errors of the payload; objects are read again, with the rights of the moment. */
  @Property({ type: 'json' })
  answer!: Record<string, unknown>;
}
