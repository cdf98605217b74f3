import { Field, ObjectType } from 'type-graphql';
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
