import { type ExecutionResult } from 'graphql';

/** How long a test waits for an event before it gives up, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The events of one subscription, taken one by one. */
export class TestSubscription<T = Record<string, unknown>> {
  readonly #events: AsyncIterator<ExecutionResult>;

  constructor(events: AsyncIterable<ExecutionResult>) {
    this.#events = events[Symbol.asyncIterator]();
  }

  /** The data of the next event. Nothing sleeps: it resolves when the event is there. @throws where none comes, or it is an error */
  async next(): Promise<T> {
    const { value, done } = await this.#inTime(this.#events.next());
    if (done) throw new Error('The subscription ended.');
    const { data, errors } = value as ExecutionResult;
    if (errors) throw new Error(errors.map((error) => error.message).join(' '));
    return data as T;
  }

  /** Waits for the end of the subscription. @throws where another event comes first */
  async ended(): Promise<void> {
    const { done } = await this.#inTime(this.#events.next());
    if (!done) throw new Error('Another event came before the end.');
  }

  async stop(): Promise<void> {
    await this.#events.return?.();
  }

  async #inTime<R>(wait: Promise<R>): Promise<R> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_done, fail) => {
      timer = setTimeout(() => fail(new Error(`Nothing came within ${PATIENCE_MS} ms.`)), PATIENCE_MS);
    });
    return Promise.race([wait, late]).finally(() => clearTimeout(timer));
  }
}
