import { AccessPackageListArgs } from './access-package.filters.ts';
import { ResourceListArgs } from './resource.filters.ts';
import { Collection, type Opt } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CatalogState } from '../rules/vocabulary.ts';
import { Computed, Flag, Many, Paged, Text, Word } from '../shared/columns.ts';
import { type Connection } from '../shared/connections.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { AccessPackage } from './access-package.entity.ts';
import { CatalogAbilities } from './catalog.abilities.ts';
import { CatalogRoleAssignment } from './catalog-role-assignment.entity.ts';
import { Resource } from './resource.entity.ts';
import './catalog.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A container of resources and packages with its own administrators. */
@Entity()
@ObjectType({ implements: Node, description: 'A container of resources and access packages with its own administrators.' })
@Index({ name: 'catalog_name_page', properties: ['name', 'id'] })
@Unique({ name: 'catalog_name_once', expression: 'create unique index "catalog_name_once" on "catalog" (lower("name"))' })
@Index({
  name: 'catalog_words',
  expression: 'create index "catalog_words" on "catalog" using gin (folded("name") gin_trgm_ops)',
})
@IdPrefix('cat')
export class Catalog extends VersionedRow {
  @Text('What people call it; unique.')
  name!: string;

  @Text('What it is for.', { nullable: true })
  description: string | null = null;

  @Word(CatalogState, 'In use or being prepared.', { default: 'PUBLISHED' })
  state: CatalogState & Opt = 'PUBLISHED';

  @Flag('May outsiders be given what is in it?', { default: false })
  externallyVisible: boolean & Opt = false;

  @Many(() => CatalogRoleAssignment, 'catalog', 'Who holds which role in it.')
  roles = new Collection<CatalogRoleAssignment>(this);

  @Paged(() => Resource, 'Resource', 'The resources its packages may use.', () => ResourceListArgs)
  resources!: Connection<Resource>;

  @Paged(() => AccessPackage, 'AccessPackage', 'Its packages, as far as you may see them.', () => AccessPackageListArgs)
  accessPackages!: Connection<AccessPackage>;

  @Computed(() => CatalogAbilities, 'What you may do with it.')
  viewerCan!: CatalogAbilities;
}
