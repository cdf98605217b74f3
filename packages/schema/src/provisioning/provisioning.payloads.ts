import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { ManualTask } from './manual-task.entity.ts';
import { ProvisioningOperation } from './provisioning-operation.entity.ts';

@ObjectType({ description: 'A manual task as it is now.' })
export class ManualTaskPayload extends Payload {
  @Field(() => ManualTask, { nullable: true, description: 'The task; null where it was refused.' })
  manualTask!: ManualTask | null;
}

@ObjectType({ description: 'What is tried again.' })
export class RetryProvisioningPayload extends Payload {
  @Field(() => ProvisioningOperation, { nullable: true, description: 'The new operation; null where it was refused.' })
  provisioningOperation!: ProvisioningOperation | null;
}
