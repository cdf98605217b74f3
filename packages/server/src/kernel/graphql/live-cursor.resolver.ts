import { Ctx, Query, Resolver } from 'type-graphql';
import { cursorOf } from '../events/live-cursor.ts';
import { type ViewerOperation } from '../operation.ts';
import { SignedIn } from './permission.ts';

/** Joins reading and listening. */
@Resolver()
export class LiveCursorResolver {
  @Query(() => String, {
    description:
      'Where the live events stand now. Ask for it first, then read, then subscribe `after` it: nothing falls in between.',
  })
  @SignedIn({ inCatalogs: true })
  async liveCursor(@Ctx() op: ViewerOperation): Promise<string> {
    return cursorOf(await op.app.eventLog.head());
  }
}
