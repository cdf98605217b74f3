import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Computed, Text, Time, Word } from '../shared/columns.ts';
import { Catalog } from '../catalog/catalog.entity.ts';
import { Node, Row } from '../shared/node.ts';
import { TokenScope } from '../rules/vocabulary.ts';
import { ApiTokenAbilities } from './api-token.abilities.ts';
import { Principal } from './principal.entity.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A token for tools: shown once, kept as a hash, scoped, expiring, revocable at once. */
@Entity()
@Index({
  name: 'api_token_ending',
  expression: `create index "api_token_ending" on "api_token" ("expires_at") where "revoked_at" is null`,
})
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

  /** The catalogs it is for; null: it is not confined to any. Ids that name nothing any more confine it as before. */
  @Property({ type: 'array', columnType: 'text[]', nullable: true, collation: 'C' })
  catalogIds: string[] | null = null;

  @Computed(() => Boolean, 'Does it see and do only what lies in its catalogs?')
  confined!: boolean;

  @Computed(() => [Catalog], 'The catalogs it is confined to, as far as you may see them; none where it is not confined.')
  catalogs!: Catalog[];

  @Time('When it ends by itself.')
  expiresAt!: Date;

  @Time('When it was last used, to the minute.', { nullable: true })
  lastUsedAt: Date | null = null;

  @Time('When it was revoked.', { nullable: true })
  revokedAt: Date | null = null;

  @Computed(() => ApiTokenAbilities, 'What you may do with this token.')
  viewerCan!: ApiTokenAbilities;
}
