import { DeploymentRoleAssignment } from './deployment-role-assignment.entity.ts';
import { CatalogRoleAssignment } from '../catalog/catalog-role-assignment.entity.ts';
import { ResourceListArgs } from '../catalog/resource.filters.ts';
import { Resource } from '../catalog/resource.entity.ts';
import { GroupListArgs, GroupMemberListArgs } from './group.filters.ts';
import { UserListArgs } from './user.filters.ts';
import { Collection } from '@mikro-orm/core';
import { Entity, Index, OneToMany } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Computed, Many, Paged, Text } from '../shared/columns.ts';
import { type Connection } from '../shared/connections.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { GroupMember } from './group-member.entity.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A named set of users; groups may nest, never in a circle. */
@Entity({ tableName: 'app_group' })
@ObjectType({ implements: Node, description: 'A named set of users. Groups may hold groups.' })
@Index({ name: 'app_group_name_page', properties: ['name', 'id'] })
@Index({
  name: 'app_group_words',
  expression: 'create index "app_group_words" on "app_group" using gin (folded("name") gin_trgm_ops)',
})
@IdPrefix('grp')
export class Group extends VersionedRow {
  @Text('What people call it.')
  name!: string;

  @Text('What it is for.', { nullable: true })
  description: string | null = null;

  @Text('Which system masters its membership: "gatehouse" or the name of another.', { default: 'gatehouse' })
  source!: string;

  @OneToMany({ entity: () => GroupMember, mappedBy: 'group' })
  @Paged(() => GroupMember, 'GroupMember', 'Its direct members: users and groups.', () => GroupMemberListArgs)
  members = new Collection<GroupMember>(this);

  @Many(() => Resource, 'group', 'The resources that it is: one at most for each target that holds our groups.')
  resources = new Collection<Resource>(this);

  @Paged(() => User, 'User', 'Everyone in it, through nested groups too.', () => UserListArgs)
  people!: Connection<User>;

  @Paged(() => Group, 'Group', 'The groups that hold it directly.', () => GroupListArgs)
  groups!: Connection<Group>;

  @Paged(() => Resource, 'Resource', 'The resources it answers for, as far as you may see them.', () => ResourceListArgs)
  ownedResources!: Connection<Resource>;

  @Computed(() => [CatalogRoleAssignment], 'The roles in catalogs it holds, as far as you may see them.')
  catalogRoles!: CatalogRoleAssignment[];

  @Computed(() => [DeploymentRoleAssignment], 'The roles over the deployment it holds, as far as you may see them.')
  deploymentRoles!: DeploymentRoleAssignment[];
}
