/** What subscriptions deliver: one event type per subscription, all of one shape. */
import { createUnionType, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { Assignment } from '../assignments/assignment.entity.ts';
import { Notification } from '../notifications/notification.entity.ts';
import { ManualTask } from '../provisioning/manual-task.entity.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { ApprovalStage } from '../requests/approval-stage.entity.ts';
import { publishEnum } from './enums.ts';

export const LiveKind = { ADDED: 'ADDED', CHANGED: 'CHANGED', REMOVED: 'REMOVED', RESYNC: 'RESYNC' } as const;
export type LiveKind = keyof typeof LiveKind;
publishEnum(LiveKind, 'LiveKind', 'What an event tells about its object.', {
  ADDED: 'It is new to you. Treat it like CHANGED where you have it already.',
  CHANGED: 'It is different now.',
  REMOVED: 'It is gone, or no longer for you. Only its id is told.',
  RESYNC: 'Too much was missed to replay it: read again what you show, then go on from this cursor. Names no object.',
});

@InterfaceType({ description: 'One thing that happened, as a subscription tells it.' })
export abstract class LiveEvent {
  @Field(() => String, { description: 'Where it stands in the log; give the last one as `after` to go on where you stopped.' })
  cursor!: string;

  @Field(() => LiveKind, { description: 'What it tells.' })
  kind!: LiveKind;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the object it is about; null where the kind is RESYNC. Not `id`, or clients that keep objects by their id would take the event for the object.',
  })
  objectId!: string | null;
}

@ObjectType({ implements: LiveEvent, description: 'A change of the approvals that wait for you.' })
export class ApprovalQueueEvent extends LiveEvent {
  @Field(() => ApprovalStage, { nullable: true, description: 'The approval as it is now; null where it was removed.' })
  approvalStage!: ApprovalStage | null;
}

@ObjectType({ implements: LiveEvent, description: 'A change of one access request.' })
export class AccessRequestEvent extends LiveEvent {
  @Field(() => AccessRequest, { nullable: true, description: 'The request as it is now; null where you may no longer see it.' })
  accessRequest!: AccessRequest | null;
}

@ObjectType({ implements: LiveEvent, description: 'A change of your access.' })
export class MyAccessEvent extends LiveEvent {
  @Field(() => Assignment, { nullable: true, description: 'The assignment as it is now; null where it is over.' })
  assignment!: Assignment | null;
}

export const InboxEventItem = createUnionType({
  name: 'InboxEventItem',
  description: 'What an inbox holds: what waits for you, and what you are told.',
  types: () => [ApprovalStage, ManualTask, Notification] as const,
});

@ObjectType({ implements: LiveEvent, description: 'A change of your inbox.' })
export class InboxEvent extends LiveEvent {
  @Field(() => InboxEventItem, { nullable: true, description: 'The thing as it is now; null where it was removed.' })
  item!: ApprovalStage | ManualTask | Notification | null;
}
