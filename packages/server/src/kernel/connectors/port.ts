import { type OperationAction, type ResourceKind, type RoleMode } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';

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
  connector: { id: string; name: string; settings: Record<string, unknown> };
  /** For drivers whose target is our own database: in no transaction, so that what a driver writes is its own. */
  em: EntityManager;
  now: Date;
  /** Aborted when the call took too long. From then on a driver writes nothing more: what is intended may have changed. */
  signal: AbortSignal;
}

export type Unreachable = Extract<Outcome, { kind: 'UNREACHABLE' }>;
/** Does the person hold the right? Null where the target cannot tell. */
export type Held = boolean | null | Unreachable;

/**
 * What one kind of target can do. Every call is idempotent: made twice it changes nothing more. A target that is away or
 * says no is an outcome, not an exception. `connectors/contract.ts` tests every driver for all of this.
 */
export interface ConnectorDriver {
  kind: string;
  /** Does the target show at once, and for good, what was written to it? Then nothing of ours is ever left over in it. */
  transactional?: boolean;
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

  register(driver: ConnectorDriver): void {
    this.#drivers.set(driver.kind, driver);
  }

  kinds(): string[] {
    return [...this.#drivers.keys()];
  }

  /** @throws where a connector names a kind that this deployment has no driver for. */
  driver(kind: string): ConnectorDriver {
    const driver = this.#drivers.get(kind);
    if (!driver) throw new Error(`This deployment has no driver for connectors of kind "${kind}".`);
    return driver;
  }
}
