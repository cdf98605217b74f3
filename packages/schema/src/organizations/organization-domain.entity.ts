import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { AuthenticationType } from '../rules/vocabulary.ts';
import { Computed, One, Text } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { ConnectedOrganization } from './connected-organization.entity.ts';
import { OrganizationIssuer } from './organization-issuer.entity.ts';

/** A mail domain of an organization. It belongs to that one alone, and speaks for no sub-domain. */
@Entity()
@ObjectType({ description: 'A mail domain of an organization. It belongs to no other, and speaks for no sub-domain.' })
@IdPrefix('odm')
export class OrganizationDomain extends Row {
  @One(() => ConnectedOrganization, 'The organization.', { onDelete: 'cascade' })
  @Index()
  organization!: ConnectedOrganization;

  @Text('The domain, in small letters; letters beyond ASCII in their "xn--" spelling.')
  @Unique({ name: 'organization_domain_once' })
  domain!: string;

  @One(() => OrganizationIssuer, 'Where people of the domain sign in; null: they are sent a code by mail.', { nullable: true })
  @Index()
  issuer: OrganizationIssuer | null = null;

  @Computed(() => AuthenticationType, 'How its people prove who they are.')
  authenticationType!: AuthenticationType;
}
