import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';
import {
  type ConnectorDriver,
  type DriverContext,
  type Fitness,
  type Held,
  type NamedResource,
  type Outcome,
  type TargetRight,
} from '@gatehouse/server/kernel/connectors/port';

/** What names a right in this target. */
type Named = { user: { id: string }; role: { id: string }; scope?: string };

/** One call the target got. */
export interface Call {
  what: 'HOLDS' | OperationAction;
  operationId: string;
  userId: string;
  roleId: string;
  outcome: string;
}

/** A call that the target keeps waiting. */
export interface Gate {
  /** Settles when a call has arrived. */
  arrived: Promise<void>;
  /** Lets it go on: only now does the target do what it was asked. */
  open(): void;
}

/**
 * A target of its own that tests break: stopped and started, told to refuse, kept waiting. It speaks through the same port
 * as every other one, keeps its own books of who holds what, and notes every call.
 */
export class FaultyConnector implements ConnectorDriver {
  readonly kind = 'faulty';
  readonly title = 'A target of the tests';
  readonly description = 'It breaks when it is told to.';
  readonly calls: Call[] = [];
  readonly #held = new Set<string>();
  #away = false;
  #refusal: string | null = null;
  #gates: { arrive: () => void; opened: Promise<void> }[] = [];

  /** Nobody reaches it any more. */
  stop(): void {
    this.#away = true;
  }

  /** It is reached again, and says no to nothing. */
  start(): void {
    this.#away = false;
    this.#refusal = null;
  }

  /** It answers, and says no to everything it is to do. */
  refuse(message = 'No.'): void {
    this.#refusal = message;
  }

  /** The next write waits until the gate is opened, or until its time is up. */
  delay(): Gate {
    let arrive = () => {};
    let open = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.#gates.push({ arrive, opened });
    return { arrived, open };
  }

  /** Gives a right behind our back. */
  give(right: Named): void {
    this.#held.add(keyOf(right));
  }

  /** Takes a right behind our back. */
  take(right: Named): void {
    this.#held.delete(keyOf(right));
  }

  /** What the target's own books say. */
  has(right: Named): boolean {
    return this.#held.has(keyOf(right));
  }

  /** Everyone who holds a role, by id. */
  holders(role: { id: string }): string[] {
    return [...this.#held]
      .map((key) => key.split('|'))
      .flatMap(([user, held]) => (held === role.id ? [user!] : []))
      .sort();
  }

  /** The writes it got for one person, in order. */
  writesFor(user: { id: string }): string[] {
    return this.calls.filter(({ userId, what }) => userId === user.id && what !== 'HOLDS').map(({ what }) => what);
  }

  known() {
    return { idHelp: 'Anything.' };
  }

  async validateResource(_context: DriverContext, { externalId }: NamedResource): Promise<Fitness> {
    if (this.#away) return { kind: 'UNREACHABLE', message: 'The target is away.' };
    if (externalId !== UNKNOWN) return { kind: 'FOUND' };
    return { kind: 'UNFIT', issues: [{ path: ['externalId'], message: 'There is no such thing here.' }] };
  }

  async holds(_context: DriverContext, right: TargetRight): Promise<Held> {
    const answer: Held = this.#away ? { kind: 'UNREACHABLE', message: 'The target is away.' } : this.has(right);
    this.#note('HOLDS', right, typeof answer === 'boolean' ? String(answer) : 'UNREACHABLE');
    return answer;
  }

  async apply({ signal }: DriverContext, action: OperationAction, right: TargetRight): Promise<Outcome> {
    const gate = this.#gates.shift();
    if (gate) {
      gate.arrive();
      await Promise.race([gate.opened, aborted(signal)]);
    }
    const outcome = this.#do(action, right, signal);
    this.#note(action, right, outcome.kind);
    return outcome;
  }

  async test(): Promise<Outcome> {
    return this.#away ? { kind: 'UNREACHABLE', message: 'The target is away.' } : { kind: 'DONE' };
  }

  #do(action: OperationAction, right: TargetRight, signal: AbortSignal): Outcome {
    if (this.#away || signal.aborted) return { kind: 'UNREACHABLE', message: 'The target is away.' };
    if (this.#refusal !== null) return { kind: 'REFUSED', message: this.#refusal };
    const unknown = right.resource.externalId === UNKNOWN;
    if (unknown && action === 'GRANT') return { kind: 'REFUSED', message: 'There is no such thing here.' };
    if (action === 'GRANT') this.give(right);
    else this.take(right);
    return { kind: 'DONE' };
  }

  #note(what: Call['what'], { operationId, user, role }: TargetRight, outcome: string): void {
    this.calls.push({ what, operationId, userId: user.id, roleId: role.id, outcome });
  }
}

/** The external id of what this target does not know. */
export const UNKNOWN = 'unknown';

function keyOf({ user, role, scope = '' }: Named): string {
  return `${user.id}|${role.id}|${scope}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
