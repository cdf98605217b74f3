import { Collection, type Opt } from '@mikro-orm/core';
import { Entity, Enum, Unique, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { ExpirationKind, HoldersOutside, PolicyScope } from '../rules/vocabulary.ts';
import { Computed, Count, Flag, Many, One, Span, Text, Time, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Duration } from '../shared/scalars.ts';
import { AssignmentPolicyVersionAbilities } from './policies.abilities.ts';
import { AssignmentPolicy } from './assignment-policy.entity.ts';
import { PolicyParty } from './policy-party.entity.ts';
import { PolicyQuestion } from './policy-question.entity.ts';
import { PolicyStage } from './policy-stage.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** What a policy said from one edit to the next. Never changed once written, but for the confirmation by somebody else. */
@Entity()
@ObjectType({ implements: Node, description: 'What a policy says, from one edit to the next.' })
@Unique({ name: 'assignment_policy_version_once', properties: ['policy', 'number'] })
@IdPrefix('plv')
export class AssignmentPolicyVersion extends Row {
  @One(() => AssignmentPolicy, 'The policy.', { onDelete: 'cascade' })
  policy!: AssignmentPolicy;

  @Count('1 for the first, then counting.')
  number!: number;

  @Word(PolicyScope, 'Whom it is for.')
  scope!: PolicyScope;

  /** What became of those inside whom the version before was for and this one is not. */
  @Enum({ items: () => HoldersOutside, nullable: true })
  holdersOutside: HoldersOutside | null = null;

  /** END: why. Personal text: may be erased. */
  @Property({ type: 'text', nullable: true })
  holdersOutsideReason: string | null = null;

  @Many(() => PolicyParty, 'policyVersion', 'The users and groups it names, with the part each plays.')
  parties = new Collection<PolicyParty>(this);

  @Flag('May people in scope ask for themselves?', { default: true })
  selfAdd: boolean & Opt = true;

  @Flag('May holders ask to keep it for longer?', { default: true })
  selfExtend: boolean & Opt = true;

  @Flag('May holders give it up?', { default: true })
  selfRemove: boolean & Opt = true;

  @Flag('May a manager ask for their reports?', { default: false })
  managerOnBehalf: boolean & Opt = false;

  @Flag('May the requester choose a later start or a sooner end?', { default: true })
  customSchedule: boolean & Opt = true;

  @Flag('Must a requester say why?', { default: false })
  justificationRequired: boolean & Opt = false;

  @Flag('Does a manager\u2019s own request on behalf count as their approval?', { default: false })
  onBehalfPreApproves: boolean & Opt = false;

  @Word(ExpirationKind, 'How access under it ends.')
  expiration!: ExpirationKind;

  @Time('ON_DATE: when.', { nullable: true })
  endsAt: Date | null = null;

  @Text('ON_DATE: the time zone the day was meant in.', { nullable: true })
  timeZone: string | null = null;

  @Span('AFTER_DURATION: for how long.', { nullable: true })
  duration: string | null = null;

  @Flag('May it be extended?', { default: true })
  extensionAllowed: boolean & Opt = true;

  @Flag('Does an extension need approval?', { default: true })
  extensionNeedsApproval: boolean & Opt = true;

  @Span('How long before the end an extension, or where none is allowed a fresh request, may be asked for.', { default: 'P14D' })
  extensionWindow: string & Opt = 'P14D';

  @Span('How long access may last in all, counted from its first start; null: as long as it is extended.', { nullable: true })
  extensionCeiling: string | null = null;

  @Property({ type: 'array', columnType: 'text[]' })
  @Field(() => [Duration], { description: 'How long before the end its holders are told.' })
  nearExpiryNotices!: string[];

  @Many(() => PolicyStage, 'policyVersion', 'Its approval stages, in order; none: no approval.')
  stages = new Collection<PolicyStage>(this);

  @Many(() => PolicyQuestion, 'policyVersion', 'What it asks a requester.')
  questions = new Collection<PolicyQuestion>(this);

  @One(() => User, 'Who wrote it; null where the system did, or where it is older than such records.', { nullable: true })
  author: User | null = null;

  @One(() => User, 'Who confirmed it; never its author.', { nullable: true })
  confirmedBy: User | null = null;

  @Time('When it was confirmed.', { nullable: true })
  confirmedAt: Date | null = null;

  @Computed(
    () => Boolean,
    'Does it wait for somebody else to confirm it? Until then it does not serve its author: it could ask nobody, and they wrote it.',
  )
  awaitsConfirmation!: boolean;

  @Computed(() => AssignmentPolicyVersionAbilities, 'What you may do with it.')
  viewerCan!: AssignmentPolicyVersionAbilities;
}
