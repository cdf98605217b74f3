import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { One } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { Group } from './group.entity.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One direct member of a group: a user or another group. */
@Entity()
@ObjectType({ description: 'One direct member of a group: a user or another group.' })
@Check({ name: 'group_member_one_kind', expression: `("user_id" is null) <> ("member_group_id" is null)` })
@Check({ name: 'group_member_not_itself', expression: `"member_group_id" <> "group_id"` })
@Index({
  name: 'group_member_user_once',
  expression: `create unique index "group_member_user_once" on "group_member" ("user_id", "group_id") where "user_id" is not null`,
})
@Index({
  name: 'group_member_group_once',
  expression: `create unique index "group_member_group_once" on "group_member" ("member_group_id", "group_id") where "member_group_id" is not null`,
})
@IdPrefix('gmb')
export class GroupMember extends Row {
  @One(() => Group, 'The group.', { onDelete: 'cascade' })
  @Index()
  group!: Group;

  @One(() => User, 'The member, where it is a user.', { nullable: true, onDelete: 'cascade' })
  user: User | null = null;

  @One(() => Group, 'The member, where it is a group.', { nullable: true, onDelete: 'cascade' })
  memberGroup: Group | null = null;
}
