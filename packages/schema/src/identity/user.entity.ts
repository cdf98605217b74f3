import { DeploymentRoleAssignment } from './deployment-role-assignment.entity.ts';
import { CatalogRoleAssignment } from '../catalog/catalog-role-assignment.entity.ts';
import { ResourceListArgs } from '../catalog/resource.filters.ts';
import { Resource } from '../catalog/resource.entity.ts';
import { ApiTokenListArgs } from './api-token.filters.ts';
import { ApiToken } from './api-token.entity.ts';
import { ApprovalStageListArgs } from '../requests/approval-stage.filters.ts';
import { ApprovalStage } from '../requests/approval-stage.entity.ts';
import { AccessRequestListArgs } from '../requests/access-request.filters.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { GrantListArgs } from '../assignments/grant.filters.ts';
import { Grant } from '../assignments/grant.entity.ts';
import { AssignmentListArgs } from '../assignments/assignment.filters.ts';
import { Assignment } from '../assignments/assignment.entity.ts';
import { GroupListArgs } from './group.filters.ts';
import { Group } from './group.entity.ts';
import { UserListArgs } from './user.filters.ts';
import { type Connection } from '../shared/connections.ts';
import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { BlockReason, UserKind, UserState } from '../rules/vocabulary.ts';
import { Computed, Mail, One, Open, Paged, Text, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { UserAbilities } from './user.abilities.ts';
import './identity.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A person or service known here. The name and mail may be erased; the id stays, so that the trail still reads. */
@Entity({ tableName: 'app_user' })
@ObjectType({ implements: Node, description: 'A person or a service known here.' })
@Index({ name: 'app_user_name_page', properties: ['name', 'id'] })
@Index({ name: 'app_user_name_lower', expression: `create index "app_user_name_lower" on "app_user" (lower("name"))` })
@Unique({
  name: 'app_user_email_once',
  expression: `create unique index "app_user_email_once" on "app_user" (lower("email")) where "state" <> 'DELETED'`,
})
@Index({
  name: 'app_user_words',
  expression: `create index "app_user_words" on "app_user" using gin (folded("name" || ' ' || coalesce("email", '') || ' ' || coalesce("department", '') || ' ' || coalesce("job_title", '')) gin_trgm_ops)`,
})
@IdPrefix('usr')
export class User extends VersionedRow {
  @Word(UserKind, 'Member, guest or service.')
  kind!: UserKind;

  @Word(UserState, 'Active, blocked or deleted.', { default: 'ACTIVE' })
  state: UserState & Opt = 'ACTIVE';

  @Word(BlockReason, 'Why they are blocked, where they are.', { nullable: true })
  blockReason: BlockReason | null = null;

  @Text('What people call them.')
  name!: string;

  @Mail('Their mail address, where one is known.', { nullable: true })
  email: string | null = null;

  @Text('The department they work in.', { nullable: true })
  department: string | null = null;

  @Text('Their job title.', { nullable: true })
  jobTitle: string | null = null;

  @Text('The region they work in.', { nullable: true })
  region: string | null = null;

  @One(() => User, 'Who leads them.', { nullable: true })
  @Index()
  manager: User | null = null;

  /** Custom attributes by name, as the directory import named them. */
  @Open('Custom attributes by name. Seen by themselves, administrators and auditors.', { nullable: true })
  attributes: Record<string, string> | null = null;

  /** The key of this person in the system that masters them; the directory import finds them by it. */
  @Property({ type: 'text', nullable: true })
  @Unique()
  externalKey: string | null = null;

  @Time('When they were deleted, where they are.', { nullable: true })
  deletedAt: Date | null = null;

  /** Made by the demo seeder: such a person may be signed in as from the persona page. */
  @Property({ type: 'boolean', default: false })
  demoPersona: boolean & Opt = false;

  /**
   * Salts the hashes by which the audit refers to what this person wrote. Erasing it with the texts leaves the trail
   * whole and the texts beyond guessing.
   */
  @Property({ type: 'text', defaultRaw: 'gen_random_uuid()::text', lazy: true, nullable: true })
  evidenceSalt: string | null | undefined;

  @Paged(() => User, 'User', 'Who reports to them, as far as you may see them.', () => UserListArgs)
  reports!: Connection<User>;

  @Paged(() => Group, 'Group', 'The groups they are in, through nested groups too.', () => GroupListArgs)
  groups!: Connection<Group>;

  @Paged(() => Assignment, 'Assignment', 'What they hold or held, as far as you may see it.', () => AssignmentListArgs)
  assignments!: Connection<Assignment>;

  @Paged(() => Grant, 'Grant', 'The rights they have or had, as far as you may see them.', () => GrantListArgs)
  grants!: Connection<Grant>;

  @Paged(
    () => AccessRequest,
    'AccessRequest',
    'The requests about their access, as far as you may see them.',
    () => AccessRequestListArgs,
  )
  accessRequests!: Connection<AccessRequest>;

  @Paged(
    () => AccessRequest,
    'AccessRequest',
    'The requests they started, as far as you may see them.',
    () => AccessRequestListArgs,
  )
  submittedRequests!: Connection<AccessRequest>;

  @Paged(
    () => ApprovalStage,
    'ApprovalStage',
    'What they are or were asked to decide, as far as you may see it.',
    () => ApprovalStageListArgs,
  )
  approvalStages!: Connection<ApprovalStage>;

  @Paged(
    () => Resource,
    'Resource',
    'The resources they answer for themselves, as far as you may see them.',
    () => ResourceListArgs,
  )
  ownedResources!: Connection<Resource>;

  @Computed(() => [CatalogRoleAssignment], 'The roles in catalogs they hold themselves, as far as you may see them.')
  catalogRoles!: CatalogRoleAssignment[];

  @Computed(() => [DeploymentRoleAssignment], 'The roles over the deployment they hold themselves, as far as you may see them.')
  deploymentRoles!: DeploymentRoleAssignment[];

  @Paged(() => ApiToken, 'ApiToken', 'Tokens with which tools act as them, as far as you may see them.', () => ApiTokenListArgs)
  apiTokens!: Connection<ApiToken>;

  @Computed(() => UserAbilities, 'What you may do with this user.')
  viewerCan!: UserAbilities;
}
