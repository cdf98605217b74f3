import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { SponsorKind } from '../rules/vocabulary.ts';
import { Computed, One, Word } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { ConnectedOrganization } from './connected-organization.entity.ts';

/** Who vouches for the people of an organization: a user, or everyone in a group. */
@Entity()
@ObjectType({ description: 'Who vouches for the people of an organization: a user, or those in a group.' })
@Check({ name: 'organization_sponsor_one_kind', expression: `("user_id" is null) <> ("group_id" is null)` })
@Index({
  name: 'organization_sponsor_user_once',
  expression: `create unique index "organization_sponsor_user_once" on "organization_sponsor" ("user_id", "organization_id", "kind") where "user_id" is not null`,
})
@Index({
  name: 'organization_sponsor_group_once',
  expression: `create unique index "organization_sponsor_group_once" on "organization_sponsor" ("group_id", "organization_id", "kind") where "group_id" is not null`,
})
@IdPrefix('osp')
export class OrganizationSponsor extends Row {
  @One(() => ConnectedOrganization, 'The organization.', { onDelete: 'cascade' })
  @Index()
  organization!: ConnectedOrganization;

  @Word(SponsorKind, 'From where they vouch.')
  kind!: SponsorKind;

  @One(() => User, 'Where it is a user.', { nullable: true, onDelete: 'cascade' })
  user: User | null = null;

  @One(() => Group, 'Where it is a group.', { nullable: true, onDelete: 'cascade' })
  group: Group | null = null;

  @Computed(() => Boolean, 'Is there somebody behind it who can vouch now: active, and a member or a guest of the organization?')
  active!: boolean;
}
