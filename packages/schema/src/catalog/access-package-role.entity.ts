import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { One, Text } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AccessPackage } from './access-package.entity.ts';
import { ResourceRole } from './resource-role.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One right that a package gives, in one scope of its target. */
@Entity()
@ObjectType({ description: 'One right that a package gives.' })
@Unique({ name: 'access_package_role_once', properties: ['accessPackage', 'resourceRole', 'scope'] })
@IdPrefix('pkr')
export class AccessPackageRole extends Row {
  @One(() => AccessPackage, 'The package.', { onDelete: 'cascade' })
  accessPackage!: AccessPackage;

  @One(() => ResourceRole, 'The right.')
  @Index()
  resourceRole!: ResourceRole;

  @Text('The scope in the target, where the target has scopes; else empty.', { default: '' })
  scope: string & Opt = '';
}
