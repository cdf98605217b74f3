import { MyAccessEvent } from '@gatehouse/schema/shared/live';
import { Resolver, Root, Subscription } from 'type-graphql';
import { live, type LiveEventData } from '../../kernel/events/live.ts';
import { After } from '../../kernel/graphql/after.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { myAccess } from './my-access.watch.ts';

@Resolver()
export class MyAccessSubscription {
  @Subscription(() => MyAccessEvent, {
    description: 'Your own access, as it is delivered, changes and ends.',
    subscribe: async ({ args, context, info }) => live(context, args.after, myAccess(context, info)),
  })
  @SignedIn()
  myAccessChanged(@Root() event: LiveEventData, @After() _after: string | null) {
    return event;
  }
}
