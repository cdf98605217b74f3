import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Computed, Text, Time, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { TokenScope } from './identity.enums.ts';
import { Principal } from './principal.entity.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A token for tools: shown once, kept as a hash, scoped, expiring, revocable at once. */
@Entity()
@ObjectType({
  implements: Node,
  description: 'A token with which a tool acts as its owner. Its secret is shown once and never again.',
})
@IdPrefix('tok')
export class ApiToken extends Row {
  @ManyToOne({ entity: () => Principal, deleteRule: 'cascade' })
  @Index()
  principal!: Principal;

  @Computed(() => User, 'Whose it is: as whom a tool acts.')
  owner!: User;

  /** The token that made it, and with which it ends. */
  @ManyToOne({ entity: () => ApiToken, nullable: true, deleteRule: 'cascade', updateRule: 'no action' })
  @Index()
  madeBy: ApiToken | null = null;

  @Property({ type: 'text' })
  @Unique()
  secretHash!: string;

  @Text('What its owner called it.')
  name!: string;

  @Word(TokenScope, 'What it may do.')
  scope!: TokenScope;

  @Time('When it ends by itself.')
  expiresAt!: Date;

  @Time('When it was last used, to the minute.', { nullable: true })
  lastUsedAt: Date | null = null;

  @Time('When it was revoked.', { nullable: true })
  revokedAt: Date | null = null;
}
