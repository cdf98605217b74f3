import { type Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Text, Time } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Principal } from './principal.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A signed-in browser. The cookie's secret is kept as a hash only. */
@Entity()
@ObjectType({ implements: Node, description: 'A signed-in browser of yours.' })
@IdPrefix('ses')
export class Session extends Row {
  @ManyToOne({ entity: () => Principal, deleteRule: 'cascade' })
  @Index()
  principal!: Principal;

  @Property({ type: 'text' })
  @Unique()
  secretHash!: string;

  /** Of the secret before this one, until the browser has shown that it got this one. */
  @Property({ type: 'text', nullable: true })
  @Unique()
  previousHash: string | null = null;

  /** When it got its secret. */
  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  rotatedAt!: Date & Opt;

  /** When the browser first showed that secret; null: not yet. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  settledAt: Date | null = null;

  /** How they signed in, as `SignInMethod` names it. */
  @Text('How you signed in: "OIDC" (through an issuer), "CODE" (by mail), "LINK" or "PERSONA".')
  method!: string;

  @Text('The issuer by which you signed in, where it was one.', { nullable: true })
  provider: string | null = null;

  /** Its id, where a stronger proof is asked for. */
  @Property({ type: 'text', nullable: true })
  providerId: string | null = null;

  /** How they proved who they are, in the issuer's words. */
  @Property({ type: 'text', nullable: true })
  acr: string | null = null;

  @Property({ type: 'json', default: '[]' })
  amr: string[] & Opt = [];

  /** When they did so, by the issuer's word. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  authenticatedAt: Date | null = null;

  @Text('The browser, as it named itself.', { nullable: true })
  userAgent: string | null = null;

  @Time('When it was last used, to the minute.')
  lastSeenAt!: Date;

  @Time('When it ends by itself, however much it is used.')
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Is it the session of this very request?' })
  current!: boolean;

  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt: Date | null = null;
}
