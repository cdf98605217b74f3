import { gateColumn, type Agreed, type Asked, type Gate } from './gate.ts';
import type { GateFacts, StandingFacts } from './gate-facts.ts';
import { policyForRequest } from './gate-policy.ts';
import { scheduleAsked } from './gate-schedule.ts';
import { GATES } from './gate-table.ts';
import type { PolicyDefinition } from './policy.ts';
import { requestAction } from './request-types.ts';
import type { ResolvedSchedule } from './schedule.ts';
import type { GateCode } from './vocabulary.ts';

type Table = typeof GATES;
type Answer<C extends GateCode> =
  | ReturnType<Table[C]['judge']>
  | (Table[C]['standing'] extends (...facts: never) => infer A ? A : never);
type Each<A> = A extends readonly (infer One)[] ? One : Exclude<A, null>;

/** One gate that failed: its code, and what its entry in the table says of it. */
export type GateFailure = { [C in GateCode]: { readonly code: C } & Each<Answer<C>> }[GateCode];

/** What the gates say. Also the policy and the schedule, if the gates found them. */
export interface GateReport {
  /** All failures, in the order of domain §3; empty: the request may be submitted. */
  readonly failures: readonly GateFailure[];
  readonly policy: PolicyDefinition | null;
  /** The schedule agreed; null if it was refused, has no policy, or the type has none. */
  readonly schedule: ResolvedSchedule | null;
}

/**
 * Asks every gate of the request's column and reports all that fail (domain §3). The same answer serves "may I?",
 * "why not?", "who could?" and the real submit. Gates that depend on the policy are passed over where there is none:
 * NO_POLICY_IN_SCOPE says enough.
 */
export function evaluateGates(facts: GateFacts): GateReport {
  const asked = askedOf(facts);
  const { policy, schedule } = asked;
  return {
    failures: failuresOf(asked, (gate) => gate.judge(asked)),
    policy: policy.definition,
    schedule: schedule?.ok ? schedule.schedule : null,
  };
}

/** What would fail already before the form is filled in. */
export function foreseenGates(facts: GateFacts): readonly GateFailure[] {
  const asked = askedOf(facts);
  return failuresOf(asked, (gate) => (gate.question ? null : gate.judge(asked)));
}

/** Asks the standing gates again, at the last approval and at the start (domain §3), with the schedule that was agreed. */
export function standingGates(facts: StandingFacts, agreed: ResolvedSchedule): readonly GateFailure[] {
  const held: Agreed = { ...facts, action: requestAction(facts.type, facts.changes), agreed };
  return failuresOf(held, (gate) => gate.standing && gate.standing(held));
}

function askedOf(facts: GateFacts): Asked {
  const action = requestAction(facts.type, facts.changes);
  const policy = policyForRequest(facts, action);
  return { ...facts, action, policy, schedule: policy.definition && scheduleAsked(facts, action, policy.definition) };
}

function failuresOf({ type, action }: Asked | Agreed, ask: (gate: Gate) => ReturnType<Gate['judge']>): GateFailure[] {
  const column = gateColumn(type, action);
  return Object.entries<Gate>(GATES)
    .filter(([, gate]) => gate.columns.includes(column))
    .flatMap(([code, gate]) => [ask(gate) ?? []].flat().map((failing) => ({ ...failing, code }) as GateFailure));
}
