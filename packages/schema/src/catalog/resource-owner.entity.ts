import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { One } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { Resource } from './resource.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Somebody who answers for a resource: a user or a group. */
@Entity()
@ObjectType({ description: 'Somebody who answers for a resource: a user or a group.' })
@Check({ name: 'resource_owner_one_holder', expression: `("user_id" is null) <> ("group_id" is null)` })
@IdPrefix('rso')
export class ResourceOwner extends Row {
  @One(() => Resource, 'The resource.', { onDelete: 'cascade' })
  @Index()
  resource!: Resource;

  @One(() => User, 'The owner, where it is a user.', { nullable: true, onDelete: 'cascade' })
  @Index()
  user: User | null = null;

  @One(() => Group, 'The owner, where it is a group.', { nullable: true, onDelete: 'cascade' })
  @Index()
  group: Group | null = null;
}
