import { Collection, type Opt } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { PolicyStage } from '../policies/policy-stage.entity.ts';
import { StageState } from '../rules/vocabulary.ts';
import { Computed, Count, Flag, Many, One, Text, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { AccessRequest } from './access-request.entity.ts';
import { Decision } from './decision.entity.ts';
import { ApprovalStageAbilities } from './request.abilities.ts';
import { StageApprover } from './stage-approver.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One step of the approval of one request. */
@Entity()
@ObjectType({ implements: Node, description: 'One step of the approval of one request.' })
@Unique({ name: 'approval_stage_once', properties: ['request', 'order'] })
@Unique({
  name: 'approval_stage_one_open',
  expression: `create unique index "approval_stage_one_open" on "approval_stage" ("request_id") where "state" = 'OPEN'`,
})
@Index({
  name: 'approval_stage_open_page',
  expression: `create index "approval_stage_open_page" on "approval_stage" ("opened_at", "id") where "state" = 'OPEN'`,
})
@Index({
  name: 'approval_stage_due',
  expression: `create index "approval_stage_due" on "approval_stage" ("next_due_at") where "state" = 'OPEN'`,
})
@Check({ name: 'approval_stage_opened', expression: `"state" <> 'OPEN' or "opened_at" is not null` })
@IdPrefix('stg')
export class ApprovalStage extends VersionedRow {
  @One(() => AccessRequest, 'The request.', { onDelete: 'cascade' })
  request!: AccessRequest;

  @Count('1, 2 or 3.')
  order!: number;

  @Word(StageState, 'Where it stands.', { default: 'WAITING' })
  state: StageState & Opt = 'WAITING';

  /** Null in imported history, which knows that somebody decided but no policy. */
  @ManyToOne({ entity: () => PolicyStage, nullable: true, deleteRule: 'restrict' })
  @Index()
  definition: PolicyStage | null = null;

  @Many(() => StageApprover, 'stage', 'Who is asked, as far as you may see it.')
  approvers = new Collection<StageApprover>(this);

  @Many(() => Decision, 'stage', 'What was decided, as far as you may see it; one that was taken back stays, marked.')
  decisions = new Collection<Decision>(this);

  @Count('How many different people must approve.', { default: 1 })
  quorum: number & Opt = 1;

  @Flag('Must an approver say why?', { default: false })
  justificationRequired: boolean & Opt = false;

  @Flag('Does the requester see who is asked?', { default: true })
  showApprovers: boolean & Opt = true;

  @Time('When its approvers were asked.', { nullable: true })
  openedAt: Date | null = null;

  @Time('When it lapses if nobody decides.', { nullable: true })
  decideBy: Date | null = null;

  @Time('When the escalation approvers are asked too; null: never.', { nullable: true })
  escalatesAt: Date | null = null;

  @Time('When they were.', { nullable: true })
  escalatedAt: Date | null = null;

  /** How many of its reminders have gone out. */
  @Property({ type: 'integer', default: 0 })
  remindersSent: number & Opt = 0;

  /** OPEN: when a job must look at it again: the next reminder, the escalation or the lapse. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  nextDueAt: Date | null = null;

  @Time('When it was decided, lapsed or was left.', { nullable: true })
  closedAt: Date | null = null;

  @Text('SKIPPED: why.', { nullable: true })
  skipReason: string | null = null;

  @Computed(() => ApprovalStageAbilities, 'What you may do with it.')
  viewerCan!: ApprovalStageAbilities;
}
