import { type Change } from '../change.ts';
import { type DomainFact, type DomainFacts, type FactName } from './facts.ts';

type Handler<N extends FactName> = (change: Change, fact: { name: N } & DomainFacts[N]) => Promise<void>;

/** Carries facts from the noun that made them true to the nouns that act on them, inside one transaction. */
export class DomainEvents {
  readonly #handlers = new Map<FactName, Handler<never>[]>();

  /** Registers a handler; called in compose.ts only. Handlers of one fact run in the order of registration. */
  on<N extends FactName>(name: N, handler: Handler<N>): void {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler as Handler<never>]);
  }

  async publish(change: Change, fact: DomainFact): Promise<void> {
    for (const handler of this.#handlers.get(fact.name) ?? []) await handler(change, fact as never);
  }
}
