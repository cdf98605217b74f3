import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ApprovalOccasion, ApproverKind, ApproverRole } from '../rules/vocabulary.ts';
import { LIMITS, Parts, Switch } from '../shared/inputs.ts';
import { Duration } from '../shared/scalars.ts';

@InputType({ description: 'Whom a stage asks.' })
export class PolicyApproverInput {
  @Field(() => ApproverRole, {
    nullable: true,
    description: 'In which part; PRIMARY where nothing is said. REASSIGNED is refused: nobody is named so.',
  })
  role?: ApproverRole | null;

  @Field(() => ApproverKind, { description: 'How they are named.' })
  kind!: ApproverKind;

  @Field(() => ID, { nullable: true, description: 'USER: who.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'GROUP: which.' })
  groupId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'MANAGER: 1 for the manager, 2 for the manager\u2019s manager; 1 where nothing is said.',
  })
  managerLevel?: number | null;
}

@InputType({
  description: 'One step of an approval. The steps of one occasion follow each other as they are listed, at most three.',
})
export class PolicyStageInput {
  @Field(() => ApprovalOccasion, {
    nullable: true,
    description: 'For getting the access or for keeping it longer; ADD where nothing is said.',
  })
  occasion?: ApprovalOccasion | null;

  @Parts(() => PolicyApproverInput, 'Who is asked, in which part.', { nullable: false })
  approvers!: PolicyApproverInput[];

  @Field(() => Duration, { nullable: true, description: 'From opening to lapse; P14D where nothing is said.' })
  decideWithin?: string | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'From opening to asking the escalation approvers too, PT1H at least; where nothing is said and there are such approvers, half of `decideWithin`.',
  })
  escalateAfter?: string | null;

  @Field(() => [Duration], { nullable: true, description: 'From opening to each reminder; none where nothing is said.' })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  reminders?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'How many different people must approve; 1 where nothing is said.' })
  quorum?: number | null;

  @Switch('Must an approver say why? No where nothing is said.')
  approverJustificationRequired?: boolean | null;

  @Switch('Does the requester see who is asked? Yes where nothing is said.')
  showApprovers?: boolean | null;
}
