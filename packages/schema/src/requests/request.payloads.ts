import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { AccessRequest } from './access-request.entity.ts';
import { ApprovalStage } from './approval-stage.entity.ts';

@ObjectType({ description: 'A request as it is now.' })
export class AccessRequestPayload extends Payload {
  @Field(() => AccessRequest, { nullable: true, description: 'The request; null where nothing came of it.' })
  accessRequest!: AccessRequest | null;
}

@ObjectType({ description: 'Requests as they are now.' })
export class AccessRequestsPayload extends Payload {
  @Field(() => [AccessRequest], { description: 'The requests that came of it.' })
  accessRequests!: AccessRequest[];
}

@ObjectType({ description: 'A stage as it is now.' })
export class ApprovalStagePayload extends Payload {
  @Field(() => ApprovalStage, { nullable: true, description: 'The stage; null where you may not see it.' })
  approvalStage!: ApprovalStage | null;
}
