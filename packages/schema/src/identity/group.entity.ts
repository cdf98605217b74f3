import { Collection } from '@mikro-orm/core';
import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Many, Paged, Text } from '../shared/columns.ts';
import { type Connection } from '../shared/connections.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { Resource } from '../catalog/resource.entity.ts';
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

  @Many(() => GroupMember, 'group', 'Its direct members: users and groups.')
  members = new Collection<GroupMember>(this);

  @Many(() => Resource, 'group', 'The resources that it is: one at most for each target that holds our groups.')
  resources = new Collection<Resource>(this);

  @Paged(() => User, 'User', 'Everyone in it, through nested groups too.')
  people!: Connection<User>;
}
