import { type Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { Session } from './session.entity.ts';

/** Somebody was sent to an issuer and may come back, once, in the same browser. No secret of it is kept. */
@Entity()
@Index({ name: 'sign_in_attempt_end', properties: ['expiresAt'] })
@IdPrefix('sia')
export class SignInAttempt extends Row {
  /** Of the word that the issuer gives back. */
  @Property({ type: 'text' })
  @Unique()
  stateHash!: string;

  /** Of the cookie of the browser that was sent. */
  @Property({ type: 'text' })
  browserHash!: string;

  /** The id of the provider. */
  @Property({ type: 'text' })
  provider!: string;

  /** The page to come back to. */
  @Property({ type: 'text' })
  returnTo!: string;

  /** Set where somebody who is signed in proves more: it is they who are to come back. */
  @ManyToOne({ entity: () => Session, nullable: true, deleteRule: 'cascade' })
  @Index()
  session: Session | null = null;

  /** What they are to prove (`acr` or `amr`), one of these. */
  @Property({ type: 'array', columnType: 'text[]', default: [] })
  proofs: readonly string[] & Opt = [];

  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  usedAt: Date | null = null;
}
