import { Collection, type Opt } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { UserListArgs } from '../identity/user.filters.ts';
import { User } from '../identity/user.entity.ts';
import { OrganizationState } from '../rules/vocabulary.ts';
import { Computed, Many, Paged, Text, Word } from '../shared/columns.ts';
import { type Connection } from '../shared/connections.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { OrganizationAbilities } from './organization.abilities.ts';
import { OrganizationDomain } from './organization-domain.entity.ts';
import { OrganizationIssuer } from './organization-issuer.entity.ts';
import { OrganizationSponsor } from './organization-sponsor.entity.ts';
import './organizations.enums.ts';

/** An outside organization whose people may ask for access. */
@Entity()
@ObjectType({ implements: Node, description: 'An outside organization whose people may ask for access.' })
@Unique({
  name: 'connected_organization_name_once',
  expression: `create unique index "connected_organization_name_once" on "connected_organization" (lower("name"))`,
})
@Index({ name: 'connected_organization_name_page', properties: ['name', 'id'] })
@IdPrefix('org')
export class ConnectedOrganization extends VersionedRow {
  @Text('What people call it; no two are called alike.')
  name!: string;

  @Text('What you work on with it.', { nullable: true })
  description: string | null = null;

  @Word(OrganizationState, 'Proposed or configured.', { default: 'CONFIGURED' })
  state: OrganizationState & Opt = 'CONFIGURED';

  @Many(() => OrganizationDomain, 'organization', 'The mail domains of its people. A sub-domain is one of its own.')
  domains = new Collection<OrganizationDomain>(this);

  @Many(() => OrganizationIssuer, 'organization', 'Where its people sign in, by OpenID Connect.')
  issuers = new Collection<OrganizationIssuer>(this);

  @Many(() => OrganizationSponsor, 'organization', 'Who vouches for its people, as far as you may see them.')
  sponsors = new Collection<OrganizationSponsor>(this);

  @Paged(() => User, 'User', 'Its people who are known here, as far as you may see them.', () => UserListArgs)
  people!: Connection<User>;

  @Computed(() => OrganizationAbilities, 'What you may do with it.')
  viewerCan!: OrganizationAbilities;
}
