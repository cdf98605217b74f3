import { useSyncExternalStore } from 'react';

/** How the dashboard is connected: LIVE means that changes arrive by themselves. */
export type Connection = 'CONNECTING' | 'LIVE' | 'RECONNECTING' | 'OFFLINE';

let socket: 'NONE' | 'OPEN' | 'LOST' = 'NONE';
let httpWorks = true;
let snapshot: Connection = 'CONNECTING';
const listeners = new Set<() => void>();

function measure(): Connection {
  if (!navigator.onLine) return 'OFFLINE';
  if (socket === 'LOST' || !httpWorks) return 'RECONNECTING';
  return socket === 'OPEN' ? 'LIVE' : 'CONNECTING';
}

function update(): void {
  const next = measure();
  if (next === snapshot) return;
  snapshot = next;
  for (const listener of listeners) listener();
}

/** The socket says how it is. */
export function noteSocket(state: 'OPEN' | 'LOST' | 'NONE'): void {
  socket = state;
  if (state === 'OPEN') httpWorks = true;
  update();
}

/** A request over HTTP reached the server, or did not. */
export function noteHttp(works: boolean): void {
  httpWorks = works;
  update();
}

globalThis.addEventListener('online', update);
globalThis.addEventListener('offline', update);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How the dashboard is connected now. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => snapshot);
}
