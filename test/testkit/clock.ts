import { addDuration } from '@gatehouse/schema/rules/duration';

/** A Monday morning: where every test begins that does not say otherwise. */
export const TEST_START = new Date('2026-03-02T09:00:00.000Z');

/** A clock that stands still until it is moved. */
export class TestClock {
  #now: Date;

  constructor(start: Date = TEST_START) {
    this.#now = start;
  }

  now = (): Date => new Date(this.#now);

  /** Moves on by an ISO 8601 length such as `P14D` or `PT1H`. @returns the new time */
  advance(length: string): Date {
    return this.set(addDuration(this.#now, length));
  }

  set(instant: Date): Date {
    this.#now = instant;
    return this.now();
  }
}
