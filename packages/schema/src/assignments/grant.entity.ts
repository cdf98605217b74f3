import { ProvisioningOperationListArgs } from '../provisioning/provisioning-operation.filters.ts';
import { ProvisioningOperation } from '../provisioning/provisioning-operation.entity.ts';
import { AssignmentListArgs } from './assignment.filters.ts';
import { Assignment } from './assignment.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { Collection, type Opt } from '@mikro-orm/core';
import { Check, Entity, Index, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { ResourceRole } from '../catalog/resource-role.entity.ts';
import { User } from '../identity/user.entity.ts';
import { GrantOrigin, GrantState } from '../rules/vocabulary.ts';
import { One, Paged, Text, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { GrantCarrier } from './grant-carrier.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A user holds one resource role because at least one live assignment carries it. */
@Entity({ tableName: 'access_grant' })
@ObjectType({ implements: Node, description: 'A user holds one right because at least one assignment carries it.' })
@Unique({
  name: 'access_grant_one_live',
  expression: `create unique index "access_grant_one_live" on "access_grant" ("user_id", "resource_role_id", "scope") where "state" <> 'REMOVED'`,
})
@Index({ name: 'access_grant_role', properties: ['resourceRole', 'state'] })
@Check({ name: 'access_grant_lost_is_active', expression: `"lost_at" is null or "state" = 'ACTIVE'` })
@Index({
  name: 'access_grant_lost',
  expression: `create index "access_grant_lost" on "access_grant" ("lost_at") where "lost_at" is not null`,
})
@Index({ name: 'access_grant_page', properties: ['createdAt', 'id'] })
@IdPrefix('grt')
export class Grant extends VersionedRow {
  @One(() => User, 'Who holds it.')
  user!: User;

  @One(() => ResourceRole, 'The right.')
  resourceRole!: ResourceRole;

  @Text('The scope in the target; empty where it has none.', { default: '' })
  scope: string & Opt = '';

  @Word(GrantState, 'Where it stands.')
  state!: GrantState;

  @Word(GrantOrigin, 'Given by us, or there before.', { default: 'PROVISIONED' })
  origin: GrantOrigin & Opt = 'PROVISIONED';

  /** Counts turns of intent (give, take): an operation of an older turn is fenced off and changes nothing. */
  @Property({ type: 'integer', default: 0 })
  fence: number & Opt = 0;

  /** Did we look in the target for an existing right before our first write? Committed first, so that a retry never takes its own work for somebody else's. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  adoptionCheckedAt: Date | null = null;

  @Text('What the target last said when it refused or could not be reached.', { nullable: true })
  lastError: string | null = null;

  @Time('When it is tried again.', { nullable: true })
  nextTryAt: Date | null = null;

  @Time('Since when its target has it no more, though nobody here took it away; null: it is as it should be.', { nullable: true })
  lostAt: Date | null = null;

  @Time('When it became true.', { nullable: true })
  activeAt: Date | null = null;

  @OneToMany({ entity: () => GrantCarrier, mappedBy: 'grant' })
  carriers = new Collection<GrantCarrier>(this);

  @Paged(
    () => Assignment,
    'Assignment',
    'The assignments that carry or carried it, as far as you may see them.',
    () => AssignmentListArgs,
  )
  assignments!: Connection<Assignment>;

  @Paged(
    () => ProvisioningOperation,
    'ProvisioningOperation',
    'What was done for it in its target.',
    () => ProvisioningOperationListArgs,
  )
  operations!: Connection<ProvisioningOperation>;
}
