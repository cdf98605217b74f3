import { type Persona } from './cast.ts';
import { type FurnishedPlace, type MatrixWorld, type Others } from './matrix-world.ts';
import { type Personal } from './personal.ts';
import { type PlaceName } from './places.ts';

/** What a base input is made from: where it is tried, and by whom. */
export interface Case {
  place: FurnishedPlace;
  /** Who tries; whoever has no user of their own speaks of the requester there. */
  me: { id: string };
  /** Whose personal things are meant: the own ones in "own", else those of the requester there. */
  mine: Personal;
  /** A user: oneself in "own", else the requester there. */
  somebody: { id: string };
  /** A group: one that one is in, else one of the place. */
  group: { id: string };
  others: Others;
}

/** The case of a persona in a place. */
export function caseOf({ people, places, personal, others }: MatrixWorld, persona: Persona, name: PlaceName): Case {
  const place = places[name];
  const me = persona === 'nob' || persona === 'sys' ? places.own.requester : people[persona];
  const somebody = name === 'own' ? me : place.requester;
  return { place, me, somebody, mine: personal[somebody.id]!, group: name === 'own' ? others.everybody : place.group, others };
}
