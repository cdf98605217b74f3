import { AccessRequestEvent, ApprovalQueueEvent } from '@gatehouse/schema/shared/live';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { live, type LiveEventData } from '../../../kernel/events/live.ts';
import { After } from '../../../kernel/graphql/after.ts';
import { SignedIn } from '../../../kernel/graphql/permission.ts';
import { approvalQueue } from './approvals.watch.ts';
import { oneRequest } from './request.watch.ts';

@Resolver()
export class RequestsSubscription {
  @Subscription(() => ApprovalQueueEvent, {
    description: 'The approvals that wait for your decision, as they come and go.',
    subscribe: async ({ args, context, info }) => live(context, args.after, approvalQueue(context, info)),
  })
  @SignedIn()
  approvalQueueChanged(@Root() event: LiveEventData, @After() _after: string | null) {
    return event;
  }

  @Subscription(() => AccessRequestEvent, {
    description: 'One request, whenever something about it changes, as long as you may see it.',
    subscribe: async ({ args, context, info }) => live(context, args.after, await oneRequest(context, args.id, info)),
  })
  @SignedIn({ inCatalogs: true })
  accessRequestChanged(
    @Root() event: LiveEventData,
    @Arg('id', () => ID, { description: 'The request.' }) _id: string,
    @After() _after: string | null,
  ) {
    return event;
  }
}
