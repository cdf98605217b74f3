import { inChange, type Change } from '@gatehouse/server/kernel/change';
import { type EventFeed } from '@gatehouse/server/kernel/events/event-feed';
import { type LoggedEvent } from '@gatehouse/server/kernel/events/event-log-rows';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type App } from '@gatehouse/server/kernel/operation';

/** Writes one live event for these users, in a transaction of its own. `inside` runs before it commits. */
export function announce(
  app: App,
  id: string,
  audience: readonly string[],
  inside: (change: Change) => Promise<void> = async () => undefined,
): Promise<void> {
  return inChange(systemOperation(app, app.now()), async (change) => {
    change.announce({ type: 'Notification', id, audience });
    await change.em.flush();
    await inside(change);
  });
}

/** Takes events from a feed until there are so many. @throws where the feed ends or has lost events */
export async function takeEvents(feed: EventFeed, count: number): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  while (events.length < count) {
    const batch = await feed.take();
    if (!batch) throw new Error(`The feed ended after ${events.length} of ${count} events.`);
    if (batch.resync !== null) throw new Error('The feed lost events.');
    events.push(...batch.events);
  }
  return events;
}

/** The ids of what events are about. */
export const subjects = (events: readonly LoggedEvent[]) => events.map(({ subjectId }) => subjectId);

/** A promise and the means to keep it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
