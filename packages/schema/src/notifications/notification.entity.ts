import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Assignment } from '../assignments/assignment.entity.ts';
import { ApiToken } from '../identity/api-token.entity.ts';
import { User } from '../identity/user.entity.ts';
import { ManualTask } from '../provisioning/manual-task.entity.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { ApprovalStage } from '../requests/approval-stage.entity.ts';
import { NotificationKind } from '../rules/vocabulary.ts';
import { Computed, One, Time, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import './notifications.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A right of a package: which role, in which scope of its target. */
interface NoticeRight {
  resourceRoleId: string;
  scope: string;
}

/** The rights that came and went. Ids: their names are looked up when it is read. */
export interface NoticeRights {
  added: readonly NoticeRight[];
  removed: readonly NoticeRight[];
}

/** Something a person is told, once. What it says is made from its kind and its subject when it is read. */
@Entity()
@ObjectType({ implements: Node, description: 'Something you are told.' })
@Index({ name: 'notification_page', properties: ['user', 'createdAt', 'id'] })
@Index({
  name: 'notification_unread',
  expression: `create index "notification_unread" on "notification" ("user_id") where "read_at" is null`,
})
@IdPrefix('ntf')
export class Notification extends Row {
  @ManyToOne({ entity: () => User, deleteRule: 'cascade' })
  user!: User;

  @Word(NotificationKind, 'What it tells.')
  kind!: NotificationKind;

  /** The same fact is told to the same person once, however often a job runs. */
  @Property({ type: 'text' })
  @Unique()
  dedupeKey!: string;

  @One(() => AccessRequest, 'The request it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  request: AccessRequest | null = null;

  @One(() => ApprovalStage, 'The approval stage it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  stage: ApprovalStage | null = null;

  @One(() => Assignment, 'The assignment it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  assignment: Assignment | null = null;

  @One(() => ManualTask, 'The manual task it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  task: ManualTask | null = null;

  @One(() => ApiToken, 'The token it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  token: ApiToken | null = null;

  @One(() => User, 'The service it is about.', { nullable: true, onDelete: 'cascade' })
  @Index()
  service: User | null = null;

  @One(() => User, 'The person it is about, where it is about nothing else.', { nullable: true, onDelete: 'cascade' })
  @Index()
  person: User | null = null;

  /** GUEST_…: when the person will be deleted, as it was told. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  endsAt: Date | null = null;

  /** ACCESS_CHANGED: what it tells. */
  @Property({ type: 'json', nullable: true })
  rights: NoticeRights | null = null;

  @Computed(() => String, 'What it says, in one sentence.')
  text!: string;

  @Time('When you read it.', { nullable: true })
  readAt: Date | null = null;
}
