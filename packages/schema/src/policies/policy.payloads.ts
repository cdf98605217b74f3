import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Warning } from '../shared/errors.ts';
import { Payload } from '../shared/inputs.ts';
import { AssignmentPolicy } from './assignment-policy.entity.ts';

@ObjectType({ description: 'An assignment policy as it is now, with what to think about in it.' })
export class AssignmentPolicyPayload extends Payload {
  @Field(() => AssignmentPolicy, { nullable: true, description: 'The policy; null where it was refused.' })
  assignmentPolicy!: AssignmentPolicy | null;

  @Field(() => [Warning], { description: 'What to think about; it was saved all the same.' })
  warnings!: Warning[];
}

@ObjectType({ description: 'Somebody who holds access under a policy that would not be for them any more.' })
export class HolderOutside {
  @Field(() => ID, { description: 'The person.' })
  userId!: string;

  @Field(() => String, { description: 'Their name.' })
  name!: string;
}

@ObjectType({ description: 'What a changed scope would do to those who hold access under a policy.' })
export class PolicyScopePreview {
  @Field(() => Int, { description: 'How many hold access under it, are in its scope, and would not be any more.' })
  holdersOutside!: number;

  @Field(() => [HolderOutside], { description: 'The first of them, by name.' })
  sample!: HolderOutside[];

  @Field(() => Boolean, { description: 'Does ending their access need the confirmation?' })
  confirmationRequired!: boolean;

  @Field(() => String, { description: 'Says that you have seen this; good until the policy changes.' })
  confirmation!: string;
}
