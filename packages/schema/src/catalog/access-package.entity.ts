import { AccessRequestListArgs } from '../requests/access-request.filters.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { AssignmentListArgs } from '../assignments/assignment.filters.ts';
import { Assignment } from '../assignments/assignment.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { Collection, type Opt } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { AssignmentPolicy } from '../policies/assignment-policy.entity.ts';
import { ContentsVisibility, PackageGap, PackageStanding, PackageState } from '../rules/vocabulary.ts';
import { Computed, Flag, Many, One, Paged, Text, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { Url } from '../shared/scalars.ts';
import { AccessPackageRole } from './access-package-role.entity.ts';
import { AccessPackageAbilities } from './catalog.abilities.ts';
import { Catalog } from './catalog.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A requestable bundle of resource roles, in exactly one catalog. */
@Entity()
@ObjectType({ implements: Node, description: 'A requestable bundle of resource roles, in exactly one catalog.' })
@Index({ name: 'access_package_name_page', properties: ['name', 'id'] })
@Unique({
  name: 'access_package_name_once',
  expression: 'create unique index "access_package_name_once" on "access_package" ("catalog_id", lower("name"))',
})
@Index({
  name: 'access_package_words',
  expression: `create index "access_package_words" on "access_package" using gin (folded("name" || ' ' || coalesce("description", '')) gin_trgm_ops)`,
})
@Index({
  name: 'access_package_name_alike',
  expression: 'create index "access_package_name_alike" on "access_package" using gin (folded("name") gin_trgm_ops)',
})
@IdPrefix('pkg')
export class AccessPackage extends VersionedRow {
  @One(() => Catalog, 'The catalog it stands in.')
  @Index()
  catalog!: Catalog;

  @Text('What people call it; unique in its catalog.')
  name!: string;

  @Text('What it is for.', { nullable: true })
  description: string | null = null;

  @Word(PackageState, 'In use or retired.', { default: 'ACTIVE' })
  state: PackageState & Opt = 'ACTIVE';

  @Flag('Unlisted: asked for by those who have its link and a policy.')
  hidden!: boolean;

  @Word(ContentsVisibility, 'Who may see its contents before they hold it.', { default: 'MEMBERS' })
  contentsVisibility: ContentsVisibility & Opt = 'MEMBERS';

  @Many(() => AccessPackageRole, 'accessPackage', 'The rights it gives, as far as you may see them.')
  roles = new Collection<AccessPackageRole>(this);

  @Many(() => AssignmentPolicy, 'accessPackage', 'Who may have it and how, as far as you may see it.')
  policies = new Collection<AssignmentPolicy>(this);

  @Paged(() => Assignment, 'Assignment', 'Who holds or held it, as far as you may see that.', () => AssignmentListArgs)
  assignments!: Connection<Assignment>;

  @Paged(() => AccessRequest, 'AccessRequest', 'The requests for it, as far as you may see them.', () => AccessRequestListArgs)
  accessRequests!: Connection<AccessRequest>;

  @Computed(() => PackageStanding, 'Where it stands: ready to be given to people, not ready for anybody, or retired.')
  standing!: PackageStanding;

  @Computed(() => [PackageGap], 'What is missing before anybody can be given it; told to the roles of its catalog alone.')
  gaps!: PackageGap[];

  @Computed(() => Url, 'The address to give to people who should ask for it.')
  link!: string;

  @Computed(() => AccessPackageAbilities, 'What you may do with it.')
  viewerCan!: AccessPackageAbilities;
}
