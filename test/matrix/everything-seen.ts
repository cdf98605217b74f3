import { type GraphQLObjectType } from 'graphql';
import { answerOf } from './answer.ts';
import { caseOf } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { everythingOf } from './fields.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { PLACES, type PlaceName } from './places.ts';
import { MORE_SAMPLES, sampleOf } from './reads.ts';

/** What somebody saw of the samples of a type, by place, the one that has rows of its own first; null for what they do not see. */
export type Seen = { refused: string } | Record<PlaceName, (object | null)[]>;

const known = new WeakMap<MatrixWorld, Map<string, Promise<Record<Persona, Seen>>>>();

/** Everybody looks at everything of every sample of a Node type, in one query each; asked once for each world. */
export function everythingSeen(world: MatrixWorld, type: GraphQLObjectType): Promise<Record<Persona, Seen>> {
  const ofWorld = known.get(world) ?? new Map<string, Promise<Record<Persona, Seen>>>();
  known.set(world, ofWorld);
  const seen = ofWorld.get(type.name) ?? lookAtAll(world, type);
  ofWorld.set(type.name, seen);
  return seen;
}

async function lookAtAll(world: MatrixWorld, type: GraphQLObjectType): Promise<Record<Persona, Seen>> {
  const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} ${everythingOf(type)} } }`;
  const looks = PERSONA_CODES.map(async (persona): Promise<[Persona, Seen]> => {
    const idsIn = (place: PlaceName) => {
      const c = caseOf(world, persona, place);
      return [sampleOf(type.name)(c), ...(MORE_SAMPLES[type.name]?.(c) ?? [])];
    };
    const asked = PLACES.map((place) => [place, idsIn(place)] as const);
    const ids = [...new Set(asked.flatMap(([, some]) => some))];
    const said = await answerOf(world, document, { ids }, persona);
    if ('refused' in said) return [persona, said];
    const objects = said.answer as (object | null)[];
    const seen = asked.map(([place, some]) => [place, some.map((id) => objects[ids.indexOf(id)]!)] as const);
    return [persona, Object.fromEntries(seen) as Record<PlaceName, (object | null)[]>];
  });
  return Object.fromEntries(await Promise.all(looks)) as Record<Persona, Seen>;
}
