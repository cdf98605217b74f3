import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { Principal } from './principal.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A link made on the command line that signs somebody in once. Spent by POST, never by GET. */
@Entity()
@IdPrefix('sil')
export class SignInLink extends Row {
  @ManyToOne({ entity: () => Principal, deleteRule: 'cascade' })
  @Index()
  principal!: Principal;

  @Property({ type: 'text' })
  @Unique()
  secretHash!: string;

  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  usedAt: Date | null = null;
}
