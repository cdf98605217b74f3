import { overTime } from './graphql/deadline.ts';
import { type Operation } from './operation.ts';

/** What shares are of. Who has a turn of one kind may wait for one of a later kind, never the other way round. */
export type ShareOf = 'change' | 'root' | 'statement';

/** Turns of one person at one kind of work. */
interface Turns {
  running: number;
  waiting: (() => void)[];
}

/** At least so many at once, however small the pool. */
const LEAST = 3;

/**
 * Nobody gets more than a quarter of the connections to the database at a time: whoever asks for more waits behind
 * themself, and not everybody else behind them. The system is nobody's neighbour and takes what it needs.
 */
export class Shares {
  readonly #most: number;
  readonly #turns = new Map<string, Turns>();

  /** @param poolSize how many connections there are */
  constructor(poolSize: number) {
    this.#most = Math.max(LEAST, Math.ceil(poolSize / 4));
  }

  /**
   * Does `work` when it is its turn.
   * @throws GraphQLError QUERY_TOO_COMPLEX where its operation has been answered meanwhile: nobody waits for it any more
   */
  async run<T>(op: Pick<Operation, 'viewer'>, of: ShareOf, work: () => Promise<T>): Promise<T> {
    if (op.viewer?.isSystem) return work();
    const key = `${of} ${op.viewer?.principalId ?? ''}`;
    const turns = this.#turns.get(key) ?? { running: 0, waiting: [] };
    this.#turns.set(key, turns);
    if (turns.running >= this.#most) await new Promise<void>((resolve) => turns.waiting.push(resolve));
    else turns.running += 1;
    try {
      const over = overTime(op);
      if (over) throw over;
      return await work();
    } finally {
      this.#next(key, turns);
    }
  }

  /** Hands the turn on to whoever waits; else there is one more to be had. */
  #next(key: string, turns: Turns): void {
    const next = turns.waiting.shift();
    if (next) return next();
    turns.running -= 1;
    if (turns.running === 0) this.#turns.delete(key);
  }
}
