import { AccessPackageListArgs } from './access-package.filters.ts';
import { AccessPackage } from './access-package.entity.ts';
import { CatalogListArgs } from './catalog.filters.ts';
import { Catalog } from './catalog.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { Collection } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { ResourceKind } from '../rules/vocabulary.ts';
import { Link, Many, One, Paged, Text, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { Group } from '../identity/group.entity.ts';
import { Connector } from './connector.entity.ts';
import { ResourceOwner } from './resource-owner.entity.ts';
import { ResourceRole } from './resource-role.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One thing in one target. */
@Entity()
@ObjectType({ implements: Node, description: 'One thing in one target: a group, an application, a site, a licence.' })
@Unique({ name: 'resource_external_once', properties: ['connector', 'externalId'] })
@Index({ properties: ['group'] })
@Index({ name: 'resource_name_page', properties: ['name', 'id'] })
@Index({
  name: 'resource_words',
  expression: 'create index "resource_words" on "resource" using gin (folded("name") gin_trgm_ops)',
})
@IdPrefix('res')
export class Resource extends VersionedRow {
  @One(() => Connector, 'The target it is in.')
  connector!: Connector;

  @Word(ResourceKind, 'What kind of thing it is.')
  kind!: ResourceKind;

  @Text('What the target calls it; for a group of Gatehouse itself, the id of that group.')
  externalId!: string;

  @One(() => Group, 'The group of Gatehouse itself that it is, where it is one.', { nullable: true })
  group: Group | null = null;

  @Text('What people call it.')
  name!: string;

  @Text('What it is for.', { nullable: true })
  description: string | null = null;

  @Link('Where it is opened.', { nullable: true })
  launchUrl: string | null = null;

  @Many(() => ResourceRole, 'resource', 'The rights it can grant.')
  roles = new Collection<ResourceRole>(this);

  @Many(() => ResourceOwner, 'resource', 'Who answers for it.')
  owners = new Collection<ResourceOwner>(this);

  @Paged(() => Catalog, 'Catalog', 'The catalogs whose packages may use it, as far as you may see them.', () => CatalogListArgs)
  catalogs!: Connection<Catalog>;

  @Paged(
    () => AccessPackage,
    'AccessPackage',
    'The packages that give a right on it, as far as you may see that.',
    () => AccessPackageListArgs,
  )
  accessPackages!: Connection<AccessPackage>;
}
