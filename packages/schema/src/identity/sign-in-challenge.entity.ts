import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';

/** Somebody is to prove a mail address by a code that is sent to it. The code is kept as a slow hash alone. */
@Entity()
@Index({ name: 'sign_in_challenge_browser', properties: ['browserHash', 'address', 'id'] })
@Index({ name: 'sign_in_challenge_end', properties: ['expiresAt'] })
@IdPrefix('sic')
export class SignInChallenge extends Row {
  /** In the spelling in which addresses are compared. */
  @Property({ type: 'text' })
  address!: string;

  /** Of the cookie of the browser that asked: no other one can use the code. */
  @Property({ type: 'text' })
  browserHash!: string;

  /** Null: none was sent yet, or none ever is. */
  @Property({ type: 'text', nullable: true })
  codeHash: string | null = null;

  @Property({ type: 'integer', default: 0 })
  tries: number & Opt = 0;

  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  sentAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  usedAt: Date | null = null;
}
