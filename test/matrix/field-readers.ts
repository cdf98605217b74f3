import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { getNamedType, isObjectType } from 'graphql';
import { answerOf } from './answer.ts';
import { caseOf, type Case } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { everythingSeen } from './everything-seen.ts';
import { everythingOf, nodeTypes, saidBy, type FieldName } from './fields.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { PLACES, type PlaceName } from './places.ts';

/** Who reads something in a field, and where: the first letters of the places, `-` for nobody. */
export type FieldReaders = Map<FieldName, Record<Persona, string>>;

/** Root queries that answer what no Node consists of, with the arguments for a case; one document, everything of the answer. */
const ROOTS: Record<string, { args?: string; variables?: (c: Case) => Record<string, unknown> }[]> = {
  viewer: [{}],
  inbox: [{}],
  notificationPreferences: [{}],
  requestOptions: [
    { args: '(accessPackageId: $id)', variables: (c) => ({ id: c.place.lived.accessPackage.id }) },
    { args: '(accessPackageId: $id)', variables: (c) => ({ id: c.place.packages.pending.id }) },
  ],
  policyScopePreview: [
    {
      args: '(policyId: $id, definition: { scope: NOBODY, expiration: { kind: NEVER } })',
      variables: (c) => ({ id: c.place.ids.deliveredPolicy }),
    },
  ],
  accessPackageRolesPreview: [
    { args: '(accessPackageId: $id, roles: [])', variables: (c) => ({ id: c.place.packages.delivered.id }) },
  ],
  connectorKinds: [{}],
  organizationAdmission: [{ args: '(input: { domains: [{ domain: "northwind.example" }, { domain: "fabrikam.example" }] })' }],
  guestLifecycle: [{}],
  limits: [{}],
  resourceOffers: [
    { args: '(connectorId: $id, kind: GROUP)', variables: (c) => ({ id: c.place.linkedResource.connector.id }) },
    { args: '(connectorId: $id, kind: SITE)', variables: (c) => ({ id: c.place.spareConnector.id }) },
  ],
};

/** Who reads what: every sample of every type, and every root query that answers something else, once for each persona. */
export function fieldReaders(world: MatrixWorld): Promise<FieldReaders> {
  const asked = known.get(world) ?? askEverything(world);
  known.set(world, asked);
  return asked;
}

const known = new WeakMap<MatrixWorld, Promise<FieldReaders>>();

async function askEverything(world: MatrixWorld): Promise<FieldReaders> {
  const readers: FieldReaders = new Map();
  const note = (persona: Persona, place: PlaceName, said: Iterable<FieldName>) => {
    for (const field of said) {
      const cells = readers.get(field) ?? nobody();
      readers.set(field, cells);
      const letters = new Set([...cells[persona].replace('-', ''), place[0]!]);
      cells[persona] = PLACES.map(([letter]) => letter!)
        .filter((letter) => letters.has(letter))
        .join('');
    }
  };
  for (const type of nodeTypes()) {
    const said = (object: object | null) => (object ? [...saidBy(type, object)] : []);
    for (const [persona, seen] of Object.entries(await everythingSeen(world, type))) {
      if ('refused' in seen) continue;
      for (const place of PLACES) note(persona as Persona, place, seen[place].flatMap(said));
    }
  }
  await Promise.all(PERSONA_CODES.map((persona) => askRoots(world, persona, note)));
  return readers;
}

/** A row in which nobody reads anything. */
export function nobody(): Record<Persona, string> {
  return Object.fromEntries(PERSONA_CODES.map((code) => [code, '-'])) as Record<Persona, string>;
}

async function askRoots(
  world: MatrixWorld,
  persona: Persona,
  note: (persona: Persona, place: PlaceName, said: Iterable<FieldName>) => void,
): Promise<void> {
  const fields = gatehouseSchema().getQueryType()!.getFields();
  for (const [name, looks] of Object.entries(ROOTS)) {
    const type = getNamedType(fields[name]!.type);
    if (!isObjectType(type)) throw new Error(`${name} answers no object.`);
    for (const { args = '', variables } of looks) {
      const document = `query${variables ? ' ($id: ID!)' : ''} { ${name}${args} ${everythingOf(type)} }`;
      for (const place of variables ? PLACES : PLACES.slice(0, 1)) {
        const said = await answerOf(world, document, variables?.(caseOf(world, persona, place)) ?? {}, persona);
        const objects = 'refused' in said ? [] : ([said.answer].flat() as (object | null)[]);
        note(
          persona,
          place,
          objects.flatMap((object) => (object ? [...saidBy(type, object)] : [])),
        );
      }
    }
  }
}
