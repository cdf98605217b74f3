import { type Case } from '../case.ts';
import { type Persona } from '../cast.ts';

/** The least that a mutation takes to be done, and who may do it in "own". */
export interface Base {
  by: Persona;
  input: (c: Case) => Record<string, unknown>;
}

/** Base inputs by mutation; in brackets how, where a mutation is tried in more than one way. */
export type Bases = Record<string, Base>;
