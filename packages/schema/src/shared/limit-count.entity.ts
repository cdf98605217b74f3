import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How often something was done within a window of time, counted by all replicas together. Whose count it is, is kept as a hash. */
@Entity()
@Index({ name: 'limit_count_end', properties: ['endsAt'] })
export class LimitCount {
  @PrimaryKey({ type: 'text' })
  key!: string;

  @Property({ type: 'integer' })
  count!: number;

  /** When the window is over. */
  @Property({ type: 'datetime', length: 3 })
  endsAt!: Date;
}
