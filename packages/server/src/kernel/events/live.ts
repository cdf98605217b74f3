import { type LiveKind } from '@gatehouse/schema/shared/live';
import { setTimeout as delay } from 'node:timers/promises';
import { loadAgain } from '../authz/load-viewer.ts';
import { type Viewer } from '../authz/viewer.ts';
import { isDatabaseLost } from '../db/lost.ts';
import { operationFor } from '../graphql/context.ts';
import { type ViewerOperation } from '../operation.ts';
import { type EventFeed } from './event-feed.ts';
import { type EventScope, type LoggedEvent } from './event-log-rows.ts';
import { cursorOf, positionOf } from './live-cursor.ts';

/** What a subscriber is told of one event; objects stand beside under the name their event type gives them. */
export interface Told {
  kind: LiveKind;
  objectId: string;
  [object: string]: unknown;
}

/** An event as a subscription delivers it. */
export interface LiveEventData {
  cursor: string;
  kind: LiveKind;
  objectId: string | null;
}

/** One subscription: which events concern it, and what this viewer is told of each, as things are now. */
export interface Watch {
  scope: EventScope;
  /** Of several events of a batch only the last is told: they all show the same object as it is now. */
  latestOnly?: boolean;
  /** Is the event for this viewer at all? Asked before anything is read, and before the last of a batch is chosen. */
  concerns?(event: LoggedEvent): boolean;
  /** @returns what they are told, mostly one thing; nothing where it is not for them. */
  tell(op: ViewerOperation, event: LoggedEvent): Promise<readonly Told[]>;
}

/** How long a viewer's rights are taken as known within one batch, in milliseconds. */
const VIEWER_MS = 1000;
/** How long to wait before a database that is out of reach is asked again, in milliseconds. */
const PAUSE_MS = 250;

/**
 * The events of a subscription, from after the cursor on, without end. Every event is authorized anew, with rights no
 * older than a second; when the viewer may no longer be here at all, it ends.
 * @throws GraphQLError BAD_USER_INPUT for a bad cursor.
 */
export async function live(
  op: ViewerOperation,
  after: string | null | undefined,
  watch: Watch,
): Promise<AsyncIterableIterator<LiveEventData>> {
  const position = after == null ? null : positionOf(after);
  const feed = await op.app.eventLog.open(watch.scope, position);
  return endable(deliver(op, feed, watch), () => feed.close());
}

async function* deliver(op: ViewerOperation, feed: EventFeed, watch: Watch): AsyncGenerator<LiveEventData> {
  const gone = new Gone();
  let known: Known | null = null;
  try {
    for (let batch = await feed.take(); batch; batch = await feed.take()) {
      known = await patiently(feed, () => freshly(op, null));
      if (!known) return;
      if (batch.resync !== null) yield { cursor: cursorOf(batch.resync), kind: 'RESYNC', objectId: null };
      const events = batch.events.filter((event) => watch.concerns?.(event) ?? true);
      for (const event of watch.latestOnly ? events.slice(-1) : events) {
        const told = await patiently(feed, async () => (known = await freshly(op, known)) && watch.tell(known.op, event));
        if (!told) return;
        const news = told.filter((one) => gone.isNews(one));
        // Whoever stops in the middle of one event gets all of it again.
        for (const [at, one] of news.entries())
          yield { cursor: cursorOf(at === news.length - 1 ? event.position : event.position - 1), ...one };
      }
    }
  } finally {
    feed.close();
  }
}

/**
 * Reads, and reads again while the database is out of reach: a socket that was told of an error would end for good, and
 * nothing is lost by waiting. @returns null as well where the subscriber left meanwhile
 */
async function patiently<T>(feed: EventFeed, read: () => Promise<T | null>): Promise<T | null> {
  while (!feed.closed) {
    try {
      return await read();
    } catch (error) {
      if (!isDatabaseLost(error)) throw error;
      await delay(PAUSE_MS);
    }
  }
  return null;
}

interface Known {
  op: ViewerOperation;
  until: number;
}

/** An operation of the viewer as they are now, for the next event; null where they may no longer be here. */
async function freshly(op: ViewerOperation, known: Known | null): Promise<Known | null> {
  if (known && performance.now() < known.until)
    return { ...known, op: { ...known.op, em: op.app.orm.em.fork(), now: op.app.now() } };
  const until = performance.now() + VIEWER_MS;
  const viewer = await renewed(op);
  return viewer && { op: { ...operationFor(op.app, viewer, op.requestId), renew: op.renew }, until };
}

async function renewed(op: ViewerOperation): Promise<Viewer | null> {
  return op.renew ? op.renew() : loadAgain(op.app.orm.em.fork(), op.viewer, op.app.now());
}

/** How many removed things are remembered. */
const GONE_MAX = 1000;

/** What this subscriber was told is gone: it is told once. */
class Gone {
  readonly #ids = new Set<string>();

  isNews({ kind, objectId: id }: Told): boolean {
    if (kind !== 'REMOVED') {
      this.#ids.delete(id);
      return true;
    }
    if (this.#ids.has(id)) return false;
    if (this.#ids.size >= GONE_MAX) this.#ids.delete(this.#ids.values().next().value!);
    this.#ids.add(id);
    return true;
  }
}

/** A generator that can be ended while somebody waits for its next value; by itself it would queue the end behind that. */
function endable<T>(source: AsyncGenerator<T>, end: () => void): AsyncIterableIterator<T> {
  return {
    next: () => source.next(),
    return: async () => {
      end();
      return source.return(undefined);
    },
    throw: async (error) => {
      end();
      return source.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
