import type { AbilityCode } from './vocabulary.ts';

/** The answer to "may I?": yes or no, a code, and a sentence a person understands. */
export interface Ability {
  readonly allowed: boolean;
  readonly code: AbilityCode;
  readonly reason: string;
  /** From when it will be possible, where it is only too early. */
  readonly from?: Date;
}

/** A yes, and why. */
export function yes(code: AbilityCode, reason: string): Ability {
  return { allowed: true, code, reason };
}

/** A no, and why. */
export function no(code: AbilityCode, reason: string): Ability {
  return { allowed: false, code, reason };
}

/** The first no of several conditions that must all hold, else the first yes: put the most telling one first. */
export function all(first: Ability, ...rest: readonly Ability[]): Ability {
  return [first, ...rest].find((ability) => !ability.allowed) ?? first;
}

/** The first yes of several ways to be allowed, or the first no. */
export function any(first: Ability, ...rest: readonly Ability[]): Ability {
  return [first, ...rest].find((ability) => ability.allowed) ?? first;
}
