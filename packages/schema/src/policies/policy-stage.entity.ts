import { Collection, type Opt } from '@mikro-orm/core';
import { Check, Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { ApprovalOccasion } from '../rules/vocabulary.ts';
import { Count, Flag, Many, One, Span, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { Duration } from '../shared/scalars.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import { PolicyApprover } from './policy-approver.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One step of an approval, as the policy asks for it. */
@Entity()
@ObjectType({ implements: Node, description: 'One step of an approval, as a policy asks for it.' })
@Unique({ name: 'policy_stage_once', properties: ['policyVersion', 'occasion', 'order'] })
@Check({ name: 'policy_stage_order', expression: '"order" between 1 and 3' })
@Check({ name: 'policy_stage_quorum', expression: '"quorum" >= 1' })
@IdPrefix('pls')
export class PolicyStage extends Row {
  @One(() => AssignmentPolicyVersion, 'The version of the policy.', { onDelete: 'cascade' })
  policyVersion!: AssignmentPolicyVersion;

  @Word(ApprovalOccasion, 'For getting the access or for keeping it longer.')
  occasion!: ApprovalOccasion;

  @Count('1, 2 or 3.')
  order!: number;

  @Many(() => PolicyApprover, 'stage', 'Who is asked, in which part.')
  approvers = new Collection<PolicyApprover>(this);

  @Span('From opening to lapse.', { default: 'P14D' })
  decideWithin: string & Opt = 'P14D';

  @Span('From opening to asking the escalation approvers too; null: never.', { nullable: true })
  escalateAfter: string | null = null;

  @Property({ type: 'array', columnType: 'text[]' })
  @Field(() => [Duration], { description: 'From opening to each reminder.' })
  reminders!: string[];

  @Count('How many different people must approve.', { default: 1 })
  quorum: number & Opt = 1;

  @Flag('Must an approver say why?', { default: false })
  approverJustificationRequired: boolean & Opt = false;

  @Flag('Does the requester see who is asked?', { default: true })
  showApprovers: boolean & Opt = true;
}
