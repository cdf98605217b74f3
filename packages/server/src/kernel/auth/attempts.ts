/** Failed sign-ins of one address within a minute before it has to wait. */
export const FAILED_SIGN_INS = 10;
/** Operations of one address that fail within a minute, while nobody is signed in, before it has to wait. */
export const FAULTY_OPERATIONS = 60;

/** Attempts of one caller within the window. */
interface Count {
  since: number;
  failures: number;
}

/** Callers that are remembered at most; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/**
 * Slows down whoever guesses: after some failed attempts within a window, a caller is refused until the window is over. The
 * counts are kept in the memory of one process. That is enough: secrets have 256 bits, and only the load of guessing must
 * stay small.
 */
export class Attempts {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  constructor(most: number, windowMs: number, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Seconds until this caller may try again; 0: at once. */
  waitSeconds(caller: string): number {
    const count = this.#current(caller);
    if (!count || count.failures < this.#most) return 0;
    return Math.ceil((count.since + this.#windowMs - this.#now()) / 1000);
  }

  failed(caller: string): void {
    const count = this.#current(caller);
    if (count) count.failures += 1;
    else this.#counts.set(caller, { since: this.#now(), failures: 1 });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > REMEMBERED && oldest !== undefined) this.#counts.delete(oldest);
  }

  #current(caller: string): Count | null {
    const count = this.#counts.get(caller);
    if (!count) return null;
    if (count.since + this.#windowMs > this.#now()) return count;
    this.#counts.delete(caller);
    return null;
  }
}
