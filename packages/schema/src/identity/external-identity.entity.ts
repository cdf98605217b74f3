import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { Principal } from './principal.entity.ts';

/** Who somebody is for an issuer: from their first sign-in on, whatever becomes of their mail address. */
@Entity()
@Unique({ name: 'external_identity_once', properties: ['issuer', 'subject'] })
@IdPrefix('xid')
export class ExternalIdentity extends Row {
  @ManyToOne({ entity: () => Principal, deleteRule: 'cascade' })
  @Index()
  principal!: Principal;

  /** The issuer, as it names itself in its tokens. */
  @Property({ type: 'text' })
  issuer!: string;

  /** What the issuer calls them; never handed on to somebody else. */
  @Property({ type: 'text' })
  subject!: string;
}
