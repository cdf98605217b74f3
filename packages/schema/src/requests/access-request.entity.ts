import { AuditEventListArgs } from '../audit/audit-event.filters.ts';
import { Collection, type Opt } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Assignment } from '../assignments/assignment.entity.ts';
import { AuditEvent } from '../audit/audit-event.entity.ts';
import { AccessPackage } from '../catalog/access-package.entity.ts';
import { User } from '../identity/user.entity.ts';
import { AssignmentPolicyVersion } from '../policies/assignment-policy-version.entity.ts';
import { AssignmentPolicy } from '../policies/assignment-policy.entity.ts';
import { type UpdateSubject } from '../rules/request-types.ts';
import { Awaited, HeldFor, RequestCause, RequestSource, RequestState, RequestType } from '../rules/vocabulary.ts';
import { Computed, Flag, Many, One, Paged, Span, Text, Time, Word } from '../shared/columns.ts';
import { type Connection } from '../shared/connections.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { AnswerChange } from './answer-change.ts';
import { ApprovalStage } from './approval-stage.entity.ts';
import { FailedGate, type StoredGate } from './failed-gate.ts';
import { AccessRequestAbilities } from './request.abilities.ts';
import { RequestAnswer } from './request-answer.entity.ts';
import { RequestComment } from './request-comment.entity.ts';
import { RequestProof } from './request-proof.ts';
import { RequestSchedule } from './request-schedule.ts';
import './requests.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

const PENDING = `('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING')`;
const REMOVALS = `('USER_REMOVE', 'ON_BEHALF_REMOVE', 'ADMIN_REMOVE', 'SYSTEM_REMOVE')`;

/** Every change of somebody's access, whoever started it. */
@Entity()
@ObjectType({ implements: Node, description: 'A change of somebody\u2019s access, whoever started it.' })
@Unique({
  name: 'access_request_one_pending_change',
  expression: `create unique index "access_request_one_pending_change" on "access_request" ("target_id", "access_package_id") where "state" in ${PENDING} and "type" not in ${REMOVALS}`,
})
@Unique({
  name: 'access_request_one_pending_removal',
  expression: `create unique index "access_request_one_pending_removal" on "access_request" ("target_id", "access_package_id") where "state" in ${PENDING} and "type" in ${REMOVALS}`,
})
@Index({ name: 'access_request_page', properties: ['createdAt', 'id'] })
@Index({ name: 'access_request_target_page', properties: ['target', 'createdAt', 'id'] })
@Index({ name: 'access_request_requester_page', properties: ['requester', 'createdAt', 'id'] })
@Index({ name: 'access_request_package_page', properties: ['accessPackage', 'createdAt', 'id'] })
@Index({
  name: 'access_request_due',
  expression: `create index "access_request_due" on "access_request" ("due_at") where "state" in ('PENDING_APPROVAL', 'SCHEDULED') and "due_at" is not null`,
})
@Check({
  name: 'access_request_changes',
  expression: `("type" = 'ADMIN_UPDATE') = ("changes" is not null) and ("changes" is null or "changes" in ('END', 'ANSWERS'))`,
})
@Index({
  name: 'access_request_awaited',
  expression: `create index "access_request_awaited" on "access_request" ("target_id") where "awaited" is not null`,
})
@Check({ name: 'access_request_cause', expression: `("type" = 'SYSTEM_REMOVE') = ("cause" is not null)` })
@IdPrefix('req')
export class AccessRequest extends VersionedRow {
  @Word(RequestType, 'What it changes, and who started it.')
  type!: RequestType;

  @Word(RequestCause, 'Why the system started it, where it did.', { nullable: true })
  cause: RequestCause | null = null;

  /** ADMIN_UPDATE: which of the two it changes. An end that is taken away leaves no trace in the schedule. */
  @Property({ type: 'text', nullable: true })
  changes: UpdateSubject | null = null;

  @Word(RequestState, 'Where it stands.')
  state!: RequestState;

  @Word(RequestSource, 'Lived here, or imported.', { default: 'GATEHOUSE' })
  source: RequestSource & Opt = 'GATEHOUSE';

  /** The key of an imported row, so that a second import finds it again. */
  @Property({ type: 'text', nullable: true })
  @Unique()
  importKey: string | null = null;

  @One(() => User, 'Who started it; null where the system did, or where an imported history does not say.', { nullable: true })
  requester: User | null = null;

  @One(() => User, 'Whose access it changes.')
  target!: User;

  @One(() => AccessPackage, 'The package it is about.')
  accessPackage!: AccessPackage;

  @One(() => AssignmentPolicy, 'The policy it was asked under; null for removals and imported history.', { nullable: true })
  @Index()
  policy: AssignmentPolicy | null = null;

  /** Pinned at submission: later edits of the policy do not touch it. */
  @ManyToOne({ entity: () => AssignmentPolicyVersion, nullable: true, deleteRule: 'restrict' })
  @Index()
  policyVersion: AssignmentPolicyVersion | null = null;

  @One(() => Assignment, 'The assignment it makes, changes or ends.', { nullable: true })
  @Index()
  assignment: Assignment | null = null;

  /** Personal text: may be erased without breaking the trail, which keeps a hash of it. */
  @Text('Why it was asked for.', { nullable: true })
  justification: string | null = null;

  /** Kept where the policy asked for one. */
  @Property({ type: 'json', nullable: true })
  @Field(() => RequestProof, {
    nullable: true,
    description: 'How the requester proved who they are, where the policy wants a proof.',
  })
  proof: RequestProof | null = null;

  @Many(() => RequestAnswer, 'request', 'What was answered.')
  answers = new Collection<RequestAnswer>(this);

  @Computed(
    () => [AnswerChange],
    'Answers that were changed while the access lasted, oldest first; of a change, what it changed.',
  )
  answerChanges!: AnswerChange[];

  @Property({ type: 'datetime', length: 3, nullable: true })
  startsAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  expiresAt: Date | null = null;

  @Span('For how long it was asked, where a length and not a date was asked for.', { nullable: true, exposed: false })
  duration: string | null = null;

  @Computed(() => RequestSchedule, 'From when and until when.')
  schedule!: RequestSchedule;

  /** When the job looks at it: at the end of the undo window, and SCHEDULED then at the start. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  dueAt: Date | null = null;

  @Time('Until when its last decision is held back, with everything that follows from it, and may be taken back.', {
    nullable: true,
  })
  undoUntil: Date | null = null;

  /** What only its target can give; until when it waits for that stands in `dueAt`. */
  @Enum({ items: () => Awaited, nullable: true })
  awaited: Awaited | null = null;

  @Computed(() => HeldFor, 'What it is held for, where something is decided that has no effects yet.', { nullable: true })
  heldFor!: HeldFor | null;

  @Flag('Was approval bypassed by somebody with that right?', { default: false })
  bypassedApproval: boolean & Opt = false;

  @Many(() => ApprovalStage, 'request', 'Its approval stages, in order.')
  stages = new Collection<ApprovalStage>(this);

  @Many(() => RequestComment, 'request', 'Questions and answers between approvers and requester.')
  comments = new Collection<RequestComment>(this);

  @Property({ type: 'json', nullable: true })
  @Field(() => [FailedGate], { nullable: true, description: 'FAILED: the conditions it did not meet any more.' })
  gates: StoredGate[] | null = null;

  @Computed(() => String, 'CANCELED: who canceled it and why, in a sentence to you, as far as you may know it.', {
    nullable: true,
  })
  canceled!: string | null;

  @Computed(() => [String], 'What the targets last said, where they refused to give or to take a right of it.')
  deliveryErrors!: string[];

  @Text('The target\u2019s department when it was asked.', { nullable: true })
  targetDepartment: string | null = null;

  @Text('The target\u2019s job title when it was asked.', { nullable: true })
  targetJobTitle: string | null = null;

  @One(() => User, 'The target\u2019s manager when it was asked.', { nullable: true })
  targetManager: User | null = null;

  @Time('When it was closed.', { nullable: true })
  closedAt: Date | null = null;

  @Paged(() => AuditEvent, 'AuditEvent', 'Everything that happened to it, oldest first.', () => AuditEventListArgs)
  timeline!: Connection<AuditEvent>;

  @Computed(() => AccessRequestAbilities, 'What you may do with it.')
  viewerCan!: AccessRequestAbilities;
}
