/** For each state, which event leads to which state. An event that is not listed is refused in that state. */
export type TransitionTable<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** A state machine as data: where it may begin, where it may rest for good, and its transitions. */
export interface Machine<S extends string, E extends string> {
  readonly name: string;
  readonly initial: readonly S[];
  /** States that may have no way out. Only these may. */
  readonly final: readonly S[];
  readonly table: TransitionTable<S, E>;
}

/** The answer of `transition`: the next state, or why there is none. */
export type Transition<S extends string, E extends string> =
  | { readonly ok: true; readonly state: S }
  | {
      readonly ok: false;
      readonly code: 'WRONG_STATE';
      readonly state: S;
      readonly event: E;
      readonly message: string;
      readonly allowed: readonly E[];
    };

/**
 * What is wrong with a machine: transitions to a state without a row, states that no path from an initial state
 * reaches, and states without a way out that are not declared final.
 *
 * @returns one sentence per fault; empty when the machine is sound.
 */
export function machineFaults<S extends string, E extends string>(machine: Machine<S, E>): string[] {
  const states = Object.keys(machine.table) as S[];
  const exits = (state: S) => Object.values(machine.table[state] ?? {}) as S[];
  const reached = new Set<S>(machine.initial);
  for (const state of reached) for (const next of exits(state)) reached.add(next);
  return [
    ...[...reached].filter((state) => !states.includes(state)).map((state) => `${machine.name}: ${state} has no row`),
    ...states.filter((state) => !reached.has(state)).map((state) => `${machine.name}: ${state} is unreachable`),
    ...states
      .filter((state) => !machine.final.includes(state) && exits(state).every((next) => next === state))
      .map((state) => `${machine.name}: ${state} is a dead end`),
  ];
}

/**
 * Declares a machine and checks it at once, so that a broken table stops the program when it is loaded and not
 * when somebody meets it.
 *
 * @throws Error naming every fault of `machineFaults`: a bug in the table.
 */
export function defineMachine<S extends string, E extends string>(machine: Machine<S, E>): Machine<S, E> {
  const faults = machineFaults(machine);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return machine;
}

/** The events a state accepts, in the order of the table. */
export function allowedEvents<S extends string, E extends string>(machine: Machine<S, E>, state: S): E[] {
  return Object.keys(machine.table[state]) as E[];
}

/**
 * The next state after an event, or a refusal of code WRONG_STATE that says what would be possible.
 * Never throws: meeting an event in the wrong state is an expected failure (two people at once, a late job).
 */
export function transition<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): Transition<S, E> {
  const next = machine.table[state][event];
  if (next !== undefined) return { ok: true, state: next };
  const message = `${machine.name}: ${event} is not possible in state ${state}.`;
  return { ok: false, code: 'WRONG_STATE', state, event, message, allowed: allowedEvents(machine, state) };
}

/** The next state, for whoever looked already whether there is one. @throws Error where there is none: a bug. */
export function moved<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S {
  const next = transition(machine, state, event);
  if (!next.ok) throw new Error(next.message);
  return next.state;
}
