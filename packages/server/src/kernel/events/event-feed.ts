import { type EventScope, type LoggedEvent } from './event-log-rows.ts';

/** Events that wait for one slow reader, at most; beyond that it is told to read again. */
const WAITING_MAX = 2000;

/** What a reader takes at once. */
export interface FeedBatch {
  /** Not null: events were lost up to this position, and the reader must read again what it shows. */
  resync: number | null;
  /** In the order of their positions; all after `resync`. */
  events: LoggedEvent[];
}

/** The events of one reader: filled by the log, emptied by the reader, bounded in between. */
export class EventFeed {
  readonly #scope: EventScope;
  readonly #onClose: (feed: EventFeed) => void;
  #events: LoggedEvent[] = [];
  #resync: number | null = null;
  /** Events up to here are none of the reader's business: it has them, or gets them by the replay. */
  #floor: number;
  #closed = false;
  #wake: (() => void) | null = null;

  constructor(scope: EventScope, floor: number, onClose: (feed: EventFeed) => void) {
    this.#scope = scope;
    this.#floor = floor;
    this.#onClose = onClose;
  }

  /** Takes in a live event, where it is of interest. */
  offer(event: LoggedEvent): void {
    if (this.#closed || event.position <= this.#floor || !inScope(this.#scope, event)) return;
    if (this.#events.length >= WAITING_MAX) this.lose(event.position);
    else this.#events.push(event);
    this.#wake?.();
  }

  /** Puts what was missed before the live events, which all come after `upTo`. */
  replay(missed: readonly LoggedEvent[], upTo: number): void {
    this.#floor = upTo;
    this.#events = [...missed, ...this.#events.filter(({ position }) => position > upTo)];
    this.#wake?.();
  }

  /** Gives up everything up to a position: the reader is to read again. */
  lose(upTo: number): void {
    this.#resync = upTo;
    this.#floor = upTo;
    this.#events = this.#events.filter(({ position }) => position > upTo);
    this.#wake?.();
  }

  /** Begins anew at a position that may be lower than what was seen: the log itself is another one now. */
  restart(at: number): void {
    this.#events = [];
    this.lose(at);
  }

  /** Everything that is there, as soon as there is something; null once the feed is closed. One reader at a time. */
  async take(): Promise<FeedBatch | null> {
    while (!this.#closed && this.#events.length === 0 && this.#resync === null) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    if (this.#closed) return null;
    const batch = { resync: this.#resync, events: this.#events };
    this.#events = [];
    this.#resync = null;
    return batch;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events = [];
    this.#onClose(this);
    this.#wake?.();
  }
}

function inScope({ types, audience, requestId }: EventScope, event: LoggedEvent): boolean {
  return (
    (types === undefined || types.includes(event.subjectType)) &&
    (audience === undefined || event.audience.includes(audience)) &&
    (requestId === undefined || event.requestId === requestId)
  );
}
