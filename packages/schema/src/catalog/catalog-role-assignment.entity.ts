import { type Opt } from '@mikro-orm/core';
import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { CatalogRole } from '../rules/vocabulary.ts';
import { Flag, One, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Catalog } from './catalog.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A role in one catalog, held by a user or by everyone in a group. */
@Entity()
@ObjectType({ implements: Node, description: 'A role in one catalog, held by a user or a group.' })
@Check({ name: 'catalog_role_one_holder', expression: `("user_id" is null) <> ("group_id" is null)` })
@Index({
  name: 'catalog_role_user_once',
  expression: `create unique index "catalog_role_user_once" on "catalog_role_assignment" ("user_id", "catalog_id", "role") where "user_id" is not null`,
})
@Index({
  name: 'catalog_role_group_once',
  expression: `create unique index "catalog_role_group_once" on "catalog_role_assignment" ("group_id", "catalog_id", "role") where "group_id" is not null`,
})
@IdPrefix('cra')
export class CatalogRoleAssignment extends Row {
  @One(() => Catalog, 'The catalog.', { onDelete: 'cascade' })
  @Index()
  catalog!: Catalog;

  @Word(CatalogRole, 'The role.')
  role!: CatalogRole;

  @One(() => User, 'Who holds it, where it is a user.', { nullable: true, onDelete: 'cascade' })
  user: User | null = null;

  @One(() => Group, 'Who holds it, where it is a group.', { nullable: true, onDelete: 'cascade' })
  group: Group | null = null;

  @Flag('May its holders assign past approval? Implied by no role.', { default: false })
  mayBypassApproval: boolean & Opt = false;
}
