import { createClient, type Client } from 'graphql-ws';
import { useEffect, useEffectEvent } from 'react';
import { stringifyDocument, type TypedDocumentNode } from 'urql';
import { noteSocket } from './connection.ts';
import { graphql } from './graphql.ts';

/** What every event of a subscription carries (api §3). */
export interface LiveEvent {
  cursor: string;
  kind: 'ADDED' | 'CHANGED' | 'REMOVED' | 'RESYNC';
  objectId?: string | null;
}

/** A dead line is noticed after this long without an answer to a ping. */
const PING_MS = 12_000;
const PONG_MS = 5_000;

const LiveCursor = graphql(`
  query LiveCursor {
    liveCursor
  }
`);

let shared: Client | null = null;

function address(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;
}

/** The one socket of this tab. It opens with the first subscription and closes a little after the last. */
function socket(): Client {
  if (shared) return shared;
  let pongDue: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: address,
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: PING_MS,
    retryAttempts: 0,
    on: {
      connected: () => {
        noteSocket('OPEN');
      },
      ping: (received) => {
        if (!received) pongDue = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongDue);
      },
      closed: (event) => {
        clearTimeout(pongDue);
        noteSocket((event as CloseEvent).code === 1000 ? 'NONE' : 'LOST');
      },
      error: () => noteSocket('LOST'),
    },
  });
  shared = client;
  return client;
}

/** Ends the socket, so that the next person in this tab does not use the one before them. */
export function closeSocket(): void {
  void shared?.dispose();
  shared = null;
}

const backoff = (failures: number) => Math.min(15_000, 400 * 2 ** Math.min(failures, 6)) * (0.7 + Math.random() * 0.6);

/**
 * Follows a subscription until it is ended. After a lost connection it goes on behind the last event that was seen, so
 * that nothing is missed and nothing comes twice; a RESYNC event says that too much was missed and all must be read again.
 *
 * @param pick the event in the data of one message.
 * @returns a function that ends it.
 */
export function follow<Data, Variables extends object, Event extends LiveEvent>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (data: Data) => Event,
  onEvent: (event: Event) => void,
): () => void {
  const query = stringifyDocument(document);
  let cursor: string | null = null;
  let failures = 0;
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: () => void = () => undefined;

  const again = () => {
    if (ended || timer !== undefined) return;
    failures += 1;
    timer = setTimeout(start, backoff(failures - 1));
  };
  /** Who has not seen an event yet learns where the events stand, reads everything once more, and goes on from there. */
  const begin = () => {
    unsubscribe = socket().subscribe<{ liveCursor: string }>(
      { query: stringifyDocument(LiveCursor) },
      {
        next: (message) => (cursor = message.data?.liveCursor ?? null),
        error: again,
        complete: () => {
          if (ended) return;
          if (cursor === null) return again();
          failures = 0;
          onEvent({ cursor, kind: 'RESYNC', id: null } as LiveEvent as Event);
          goOn();
        },
      },
    );
  };
  const goOn = () => {
    unsubscribe = socket().subscribe<Data>(
      { query, variables: { ...variables, after: cursor } },
      {
        next: (message) => {
          if (!message.data) return;
          failures = 0;
          const event = pick(message.data);
          cursor = event.cursor;
          onEvent(event);
        },
        error: again,
        complete: again,
      },
    );
  };
  const start = () => {
    clearTimeout(timer);
    timer = undefined;
    if (cursor === null) begin();
    else goOn();
  };
  // Back from sleep or a tunnel: try at once instead of waiting for the timer.
  const online = () => {
    if (!ended && timer !== undefined) start();
  };
  globalThis.addEventListener('online', online);
  start();
  return () => {
    ended = true;
    clearTimeout(timer);
    globalThis.removeEventListener('online', online);
    unsubscribe();
  };
}

/** `follow` for as long as a component is shown. `key` starts it anew when it changes; null: not at all. */
export function useLive<Data, Variables extends object, Event extends LiveEvent>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'> | null,
  pick: (data: Data) => Event,
  onEvent: (event: Event) => void,
): void {
  const receive = useEffectEvent(onEvent);
  const key = variables === null ? null : JSON.stringify(variables);
  useEffect(() => {
    if (key === null) return;
    return follow(document, JSON.parse(key) as Omit<Variables, 'after'>, pick, receive);
    // `pick` belongs to the document and is constant for it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [document, key]);
}
