import { type Change } from '../change.ts';
import { type DomainFact, type DomainFacts, type FactName } from './facts.ts';

type Handler<N extends FactName> = (change: Change, fact: { name: N } & DomainFacts[N]) => Promise<void>;

/** What a noun does about a fact of another. */
export interface Handled {
  fact: FactName;
  handler: Handler<never>;
}

/** Declares what is done about a fact. */
export function on<N extends FactName>(fact: N, handler: Handler<N>): Handled {
  return { fact, handler: handler as Handler<never> };
}

/** Carries facts from the noun that made them true to the nouns that act on them, inside one transaction. */
export class DomainEvents {
  readonly #handlers = new Map<FactName, Handler<never>[]>();

  constructor(handled: readonly Handled[]) {
    for (const { fact, handler } of handled) this.#handlers.set(fact, [...(this.#handlers.get(fact) ?? []), handler]);
  }

  async publish(change: Change, fact: DomainFact): Promise<void> {
    for (const handler of this.#handlers.get(fact.name) ?? []) await handler(change, fact as never);
  }
}
