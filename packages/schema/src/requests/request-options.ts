import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AccessPackage } from '../catalog/access-package.entity.ts';
import { User } from '../identity/user.entity.ts';
import { AssignmentPolicy } from '../policies/assignment-policy.entity.ts';
import { PolicyQuestion } from '../policies/policy-question.entity.ts';
import { Terms } from '../terms/terms.entity.ts';
import { ApproverKind, ApproverRole } from '../rules/vocabulary.ts';
import { DateTime, Duration } from '../shared/scalars.ts';
import { FailedGate } from './failed-gate.ts';

@ObjectType({ description: 'Who would be asked, and how the policy leads to them.' })
export class WouldDecide {
  @Field(() => ApproverKind, { description: 'How the policy names them.' })
  kind!: ApproverKind;

  @Field(() => ApproverRole, { description: 'In which part.' })
  role!: ApproverRole;

  @Field(() => User, { nullable: true, description: 'Who; null where the policy does not show names.' })
  user!: User | null;

  @Field(() => String, { description: 'Who, in words: a name, or the kind where names are not shown.' })
  name!: string;
}

@ObjectType({ description: 'A stage as it would be, were the request submitted now.' })
export class StagePreview {
  @Field(() => Int, { description: '1, 2 or 3.' })
  order!: number;

  @Field(() => [WouldDecide], { description: 'Who would be asked.' })
  approvers!: WouldDecide[];

  @Field(() => [WouldDecide], { description: 'Who would be asked too if they stay silent.' })
  escalationApprovers!: WouldDecide[];

  @Field(() => Int, { description: 'How many different people must approve.' })
  quorum!: number;

  @Field(() => Duration, { description: 'From its opening to its lapse.' })
  decideWithin!: string;

  @Field(() => Duration, { nullable: true, description: 'From its opening to asking the escalation approvers too.' })
  escalateAfter!: string | null;
}

@ObjectType({ description: 'What start and end the policy allows.' })
export class ScheduleBounds {
  @Field(() => Boolean, { description: 'May the requester choose at all?' })
  customSchedule!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'The earliest start.' })
  earliestStart!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'The latest end; null: no end on a date.' })
  latestEnd!: Date | null;

  @Field(() => Duration, { nullable: true, description: 'The longest length; null: not by length.' })
  longestDuration!: string | null;

  @Field(() => Boolean, { description: 'Must it end at all?' })
  mustEnd!: boolean;
}

@ObjectType({ description: 'One policy under which the package could be asked for.' })
export class PolicyOption {
  @Field(() => AssignmentPolicy, { nullable: true, description: 'The policy, as far as you may see it.' })
  policy!: AssignmentPolicy | null;

  @Field(() => ID, { description: 'Its id.' })
  policyId!: string;

  @Field(() => String, { description: 'Its name.' })
  policyName!: string;

  @Field(() => String, { description: 'Why this one applies, in a sentence.' })
  because!: string;

  @Field(() => Boolean, { description: 'Is it the one taken where nobody names one?' })
  isDefault!: boolean;

  @Field(() => Boolean, { description: 'Must the requester say why?' })
  justificationRequired!: boolean;

  @Field(() => [PolicyQuestion], { description: 'What it asks.' })
  questions!: PolicyQuestion[];

  @Field(() => ScheduleBounds, { description: 'What start and end it allows.' })
  schedule!: ScheduleBounds;

  @Field(() => Boolean, { description: 'Does it need approval?' })
  needsApproval!: boolean;

  @Field(() => [StagePreview], { description: 'Its approval stages, with who would decide.' })
  stages!: StagePreview[];

  @Field(() => [FailedGate], { description: 'What stands in the way under this policy.' })
  gates!: FailedGate[];
}

@ObjectType({ description: 'Everything there is to know before asking for a package.' })
export class RequestOptions {
  @Field(() => AccessPackage, { nullable: true, description: 'The package, as far as you may see it.' })
  accessPackage!: AccessPackage | null;

  @Field(() => String, { nullable: true, description: 'The name of the package; null where it is not yours to see.' })
  accessPackageName!: string | null;

  @Field(() => User, { nullable: true, description: 'Whom it would be for.' })
  target!: User | null;

  @Field(() => Boolean, { description: 'May it be asked for now, under at least one policy?' })
  mayRequest!: boolean;

  @Field(() => [PolicyOption], { description: 'Every policy that applies; none where the package is not yours to see.' })
  policies!: PolicyOption[];

  @Field(() => [Terms], { description: 'What the target has to read and accept first: send the ids as `acceptedTerms`.' })
  terms!: Terms[];

  @Field(() => [FailedGate], { description: 'What stands in the way; empty where it may be asked for.' })
  gates!: FailedGate[];

  @Field(() => ID, {
    nullable: true,
    description:
      'People from outside, where something stands in the way: the audit event about it, which whoever they ask for help can look up.',
  })
  reference!: string | null;
}
