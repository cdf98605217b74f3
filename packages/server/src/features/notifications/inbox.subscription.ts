import { InboxEvent } from '@gatehouse/schema/shared/live';
import { Resolver, Root, Subscription } from 'type-graphql';
import { live, type LiveEventData } from '../../kernel/events/live.ts';
import { After } from '../../kernel/graphql/after.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { inbox } from './inbox.watch.ts';

@Resolver()
export class InboxSubscription {
  @Subscription(() => InboxEvent, {
    description: 'Everything that waits for you (approvals, manual tasks) and what you are told, as it comes and goes.',
    subscribe: async ({ args, context, info }) => live(context, args.after, inbox(context, info)),
  })
  @SignedIn()
  inboxChanged(@Root() event: LiveEventData, @After() _after: string | null) {
    return event;
  }
}
