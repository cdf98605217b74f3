import { GrantListArgs } from '../assignments/grant.filters.ts';
import { Grant } from '../assignments/grant.entity.ts';
import { AccessPackageListArgs } from './access-package.filters.ts';
import { AccessPackage } from './access-package.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { type Opt } from '@mikro-orm/core';
import { Entity, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { RoleMode } from '../rules/vocabulary.ts';
import { One, Paged, Text, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Resource } from './resource.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One grantable right on a resource. */
@Entity()
@ObjectType({ implements: Node, description: 'One grantable right on a resource.' })
@Unique({ name: 'resource_role_external_once', properties: ['resource', 'externalId', 'mode'] })
@IdPrefix('rrl')
export class ResourceRole extends Row {
  @One(() => Resource, 'The resource.', { onDelete: 'cascade' })
  resource!: Resource;

  @Text('What people call the right: Member, Owner, Editor …')
  name!: string;

  @Text('What the target calls it.')
  externalId!: string;

  @Word(RoleMode, 'Active at once, or to be activated elsewhere.', { default: 'ACTIVE' })
  mode: RoleMode & Opt = 'ACTIVE';

  @Paged(
    () => AccessPackage,
    'AccessPackage',
    'The packages that give it, as far as you may see that.',
    () => AccessPackageListArgs,
  )
  accessPackages!: Connection<AccessPackage>;

  @Paged(() => Grant, 'Grant', 'Who has or had it, as far as you may see that.', () => GrantListArgs)
  grants!: Connection<Grant>;
}
