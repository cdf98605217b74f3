import { type OperationAction, type ResourceKind, type RoleMode } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';
import { fieldsOf, type SettingsSchema } from './settings.ts';

/** One right of one person in one target, as a driver needs to know it. */
export interface TargetRight {
  /** The same for every attempt of one intent: a target that takes idempotency keys is given this one. */
  operationId: string;
  user: { id: string; name: string; email: string | null; externalKey: string | null };
  resource: { id: string; externalId: string; kind: ResourceKind; name: string };
  role: { id: string; externalId: string; name: string; mode: RoleMode };
  scope: string;
}

/**
 * How an attempt ended.
 * DONE: it is so in the target now. WAITING: a person will say when it is. UNREACHABLE: the target could not be asked;
 * tried again without end. REFUSED: the target said no; tried again a few times, then given up.
 */
export type Outcome =
  | { kind: 'DONE' }
  | { kind: 'WAITING' }
  | { kind: 'UNREACHABLE'; message: string }
  | { kind: 'REFUSED'; message: string };

export interface DriverContext {
  connector: {
    id: string;
    name: string;
    /** As the driver's own schema reads them, with its secrets. */
    settings: Record<string, unknown>;
  };
  /** For drivers whose target is our own database: in no transaction, so that what a driver writes is its own. */
  em: EntityManager;
  now: Date;
  /** Aborted when the call took too long. From then on a driver writes nothing more: what is intended may have changed. */
  signal: AbortSignal;
}

export type Unreachable = Extract<Outcome, { kind: 'UNREACHABLE' }>;
/** Does the person hold the right? Null where the target cannot tell. */
export type Held = boolean | null | Unreachable;

/** A thing in the target, as somebody says it is, before it becomes a resource here. */
export interface NamedResource {
  kind: ResourceKind;
  externalId: string;
  /** Empty where nobody is about to say which rights there are. */
  roles: readonly { externalId: string; mode: RoleMode }[];
}

/**
 * Can the driver deliver to a thing?
 * FOUND: it can; `groupId` says which of our own groups it is, where it is one. UNFIT: it cannot, for these reasons, each
 * with the way to what it is about within the resource.
 */
export type Fitness =
  | { kind: 'FOUND'; groupId?: string }
  | { kind: 'UNFIT'; issues: readonly { path: string[]; message: string }[] }
  | Unreachable;

/** What is looked for in a target. */
export interface OfferQuery {
  kind: ResourceKind;
  /** What the name holds; empty: everything. */
  text: string;
  /** Where the last page ended; null: from the start. */
  after: string | null;
  /** The most to answer. */
  first: number;
}

/** What a target offers, by name. */
export interface Offers {
  kind: 'OFFERS';
  found: readonly { externalId: string; name: string; description: string | null }[];
  /** Where the next page begins; null where there is none. */
  next: string | null;
}

/** What a kind of thing in a target is to whoever makes a resource of it. */
export interface KnownKind {
  /** What its external id is, in a sentence to them. */
  idHelp: string;
  /** Is it chosen from what the target offers? */
  listed?: boolean;
  /** Is it one of the groups of Gatehouse itself? */
  ownGroups?: boolean;
  /** The rights it has; absent: as many as people say. */
  rights?: readonly { externalId: string; name: string }[];
}

/**
 * What one kind of target can do. Every call is idempotent: made twice it changes nothing more. A target that is away or
 * says no is an outcome, not an exception. `connectors/contract.ts` tests every driver for all of this.
 */
export interface ConnectorDriver {
  kind: string;
  /** What people call this kind of target. */
  title: string;
  /** How it is reached, in a sentence. */
  description: string;
  /** What it must be told to reach its target; absent: nothing. */
  settings?: SettingsSchema;
  /** Every deployment has one of it from the start, of this name. */
  builtIn?: string;
  /** Does the target show at once, and for good, what was written to it? Then nothing of ours is ever left over in it. */
  transactional?: boolean;
  /** What things of a kind are in it. */
  known(kind: ResourceKind): KnownKind;
  /** Is this a thing in the target, with rights that can be delivered? */
  validateResource(context: DriverContext, resource: NamedResource): Promise<Fitness>;
  /** What the target offers of the kinds that are `listed`, by name; `validateResource` finds all of it. */
  list?(context: DriverContext, query: OfferQuery): Promise<Offers | Unreachable>;
  /** Does the person hold the right now? */
  holds(context: DriverContext, right: TargetRight): Promise<Held>;
  /** Gives or takes the right. Taking what nobody holds, or what is in nothing the target knows, is DONE. */
  apply(context: DriverContext, action: OperationAction, right: TargetRight): Promise<Outcome>;
  /** Can the target be reached with these settings? */
  test(context: DriverContext): Promise<Outcome>;
}

/** The drivers of this deployment by kind. */
export class ConnectorRegistry {
  readonly #drivers = new Map<string, ConnectorDriver>();

  constructor(drivers: readonly ConnectorDriver[]) {
    for (const driver of drivers) this.register(driver);
  }

  /** @throws Error where its settings are nothing that a form can ask for */
  register(driver: ConnectorDriver): void {
    if (driver.settings) fieldsOf(driver.settings);
    this.#drivers.set(driver.kind, driver);
  }

  kinds(): string[] {
    return [...this.#drivers.keys()];
  }

  all(): ConnectorDriver[] {
    return [...this.#drivers.values()];
  }

  /** @throws where a connector names a kind that this deployment has no driver for. */
  driver(kind: string): ConnectorDriver {
    const driver = this.#drivers.get(kind);
    if (!driver) throw new Error(`This deployment has no driver for connectors of kind "${kind}".`);
    return driver;
  }
}
