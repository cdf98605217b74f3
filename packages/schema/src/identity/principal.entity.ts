import { Entity, Property, Unique, ManyToOne } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/**
 * Anyone who can be authenticated. A principal is not a user: the system acts as one without being a person,
 * and later an outsider will have proved who they are before a user exists.
 */
@Entity()
@IdPrefix('prn')
export class Principal extends Row {
  /** Null for the system itself. */
  @ManyToOne({ entity: () => User, nullable: true, deleteRule: 'restrict' })
  @Unique()
  user: User | null = null;

  /** What the audit calls a principal that is no user. */
  @Property({ type: 'text', nullable: true })
  label: string | null = null;
}
