import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';

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

  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  usedAt: Date | null = null;
}
