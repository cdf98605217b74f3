import { type Opt } from '@mikro-orm/core';
import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { DeploymentRole } from '../rules/vocabulary.ts';
import { Flag, One, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Group } from './group.entity.ts';
import { User } from './user.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A role over the whole deployment, held by a user or by everyone in a group. */
@Entity()
@ObjectType({ implements: Node, description: 'A role over the whole deployment, held by a user or a group.' })
@Check({ name: 'deployment_role_one_holder', expression: `("user_id" is null) <> ("group_id" is null)` })
@Index({
  name: 'deployment_role_user_once',
  expression: `create unique index "deployment_role_user_once" on "deployment_role_assignment" ("user_id", "role") where "user_id" is not null`,
})
@Index({
  name: 'deployment_role_group_once',
  expression: `create unique index "deployment_role_group_once" on "deployment_role_assignment" ("group_id", "role") where "group_id" is not null`,
})
@IdPrefix('dra')
export class DeploymentRoleAssignment extends Row {
  @Word(DeploymentRole, 'The role.')
  role!: DeploymentRole;

  @One(() => User, 'Who holds it, where it is a user.', { nullable: true, onDelete: 'cascade' })
  user: User | null = null;

  @One(() => Group, 'Who holds it, where it is a group.', { nullable: true, onDelete: 'cascade' })
  group: Group | null = null;

  @Flag('May its holders assign past approval? Implied by no role.', { default: false })
  mayBypassApproval: boolean & Opt = false;
}
