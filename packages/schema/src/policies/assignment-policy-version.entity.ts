import { Collection } from '@mikro-orm/core';
import { Entity, Enum, Unique, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { HoldersOutside, PolicyScope } from '../rules/vocabulary.ts';
import { Computed, Count, Embeds, Many, One, Time, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { AssignmentPolicyVersionAbilities } from './policies.abilities.ts';
import { AssignmentPolicy } from './assignment-policy.entity.ts';
import { PolicyParty } from './policy-party.entity.ts';
import { PolicyQuestion } from './policy-question.entity.ts';
import { PolicyExpiration, PolicyRequesting } from './policy-settings.ts';
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

  @Embeds(PolicyRequesting)
  requesting!: PolicyRequesting;

  /** Not `expiration`, which is the column of its kind. */
  @Embeds(PolicyExpiration)
  expiry!: PolicyExpiration;

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
