import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { One, Text } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { ConnectedOrganization } from './connected-organization.entity.ts';

/** Where the people of an organization sign in. It vouches only for the domains that name it. */
@Entity()
@ObjectType({ description: 'Where the people of an organization sign in. It vouches only for the domains that name it.' })
@Unique({
  name: 'organization_issuer_once',
  expression: `create unique index "organization_issuer_once" on "organization_issuer" ("issuer", coalesce("tenant_value", ''))`,
})
@IdPrefix('oiu')
export class OrganizationIssuer extends Row {
  @One(() => ConnectedOrganization, 'The organization.', { onDelete: 'cascade' })
  @Index()
  organization!: ConnectedOrganization;

  @Text('The address of the issuer, as its tokens name it.')
  issuer!: string;

  @Text('As whom Gatehouse is known there; null for whoever may not see it.', { exposed: false })
  @Field(() => String, { nullable: true, description: 'As whom Gatehouse is known there; null for whoever may not see it.' })
  clientId!: string;

  /** Sealed; read by nobody but the sign-in. */
  @Property({ type: 'text', nullable: true })
  clientSecret: string | null = null;

  @Text('An issuer of several organizations: the claim that says whose a token is, such as "tid" or "hd".', { nullable: true })
  tenantClaim: string | null = null;

  @Text('What that claim must say.', { nullable: true })
  tenantValue: string | null = null;
}
