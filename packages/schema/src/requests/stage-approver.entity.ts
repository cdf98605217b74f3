import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { ApproverKind, ApproverRole } from '../rules/vocabulary.ts';
import { Count, One, Time, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { ApprovalStage } from './approval-stage.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Somebody who is asked to decide a stage, and how the policy led to them. */
@Entity()
@ObjectType({ description: 'Somebody who is asked to decide a stage, and how the policy led to them.' })
@Unique({ name: 'stage_approver_once', properties: ['stage', 'user'] })
@Index({ name: 'stage_approver_user', properties: ['user', 'stage'] })
@Index({
  name: 'stage_approver_waiting',
  expression: `create index "stage_approver_waiting" on "stage_approver" ("user_id", "waiting_since", "stage_id") where "waiting_since" is not null`,
})
@IdPrefix('sap')
export class StageApprover extends Row {
  @One(() => ApprovalStage, 'The stage.', { onDelete: 'cascade' })
  stage!: ApprovalStage;

  @One(() => User, 'Who.')
  user!: User;

  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Word(ApproverRole, 'In which part.')
  role!: ApproverRole;

  @Word(ApproverKind, 'How the policy led to them; null where the stage was handed to them.', { nullable: true })
  kind: ApproverKind | null = null;

  @One(() => Group, 'The group they were found through.', { nullable: true, onDelete: 'set null' })
  @Index()
  viaGroup: Group | null = null;

  @Count('How many managers up they were found.', { nullable: true })
  managerLevel: number | null = null;

  @ManyToOne({ entity: () => User, nullable: true, deleteRule: 'restrict' })
  reassignedBy: User | null = null;

  @Time('When they stopped being asked, where they did (handed on, left).', { nullable: true })
  leftAt: Date | null = null;

  /**
   * Since when the stage waits for them, in truth: null once it is decided or over, once they have decided or left, and for whoever it is
   * about. Kept by triggers of the database and never written from here, so that a queue is read from what waits and nothing else.
   */
  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly waitingSince?: Date | null;
}
