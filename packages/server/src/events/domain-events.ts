import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Change } from '../change.ts';
import { type DomainFact, type DomainFacts, type FactName } from './facts.ts';

/** The NOTIFY channel on which replicas wake each other. Wake-ups only: the data is in the event log. */
export const EVENTS_CHANNEL = 'gatehouse_events';

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

  /** Wakes every replica once the change commits. */
  async notify(em: EntityManager): Promise<void> {
    await sql`select pg_notify(${EVENTS_CHANNEL}, '')`.execute(em.getKysely());
  }
}
