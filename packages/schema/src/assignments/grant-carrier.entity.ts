import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { Assignment } from './assignment.entity.ts';
import { Grant } from './grant.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One assignment that carries a grant; the grant lives while one of them does. */
@Entity()
@Unique({ name: 'grant_carrier_once', properties: ['grant', 'assignment'] })
@IdPrefix('gcr')
export class GrantCarrier extends Row {
  @ManyToOne({ entity: () => Grant, deleteRule: 'cascade' })
  grant!: Grant;

  @ManyToOne({ entity: () => Assignment, deleteRule: 'cascade' })
  @Index()
  assignment!: Assignment;

  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt: Date | null = null;
}
