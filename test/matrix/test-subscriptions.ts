import { inChange } from '@gatehouse/server/kernel/change';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type GraphQLError } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { done } from '../testkit/mutate.ts';
import { type TestSubscription } from '../testkit/subscription.ts';
import { caseOf } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { SUBSCRIPTION_ROWS } from './expectations/all.ts';
import { happen, listener, type Feed, type Happened } from './happen.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { PLACES, type PlaceName } from './places.ts';
import { writeTable, type Row } from './table.ts';

interface Event {
  kind: string;
  objectId: string | null;
}
type Listening = TestSubscription<Record<string, Event>> | { refused: string };

const LETTERS: Record<string, string> = { FORBIDDEN: 'F', UNAUTHENTICATED: 'U' };

async function listen(world: MatrixWorld, document: string, variables: object, persona: Persona): Promise<Listening> {
  try {
    return await world.t.subscribe<Record<string, Event>>(document, variables, listener(world, persona));
  } catch (error) {
    const code = String((error as GraphQLError).extensions?.code);
    return { refused: LETTERS[code] ?? code };
  }
}

/** The ids of everything somebody is told of one kind, up to what comes last for everybody. */
async function toldTo(
  world: MatrixWorld,
  field: string,
  { cursor, marker }: Pick<Happened, 'cursor'> & Feed,
  persona: Persona,
): Promise<Set<string> | string> {
  const subscription = await listen(
    world,
    `subscription ($after: String) { ${field}(after: $after) { kind objectId } }`,
    { after: cursor },
    persona,
  );
  if ('refused' in subscription) return subscription.refused;
  const told = new Set<string>();
  for (;;) {
    const { objectId } = (await subscription.next())[field]!;
    if (objectId === marker()) break;
    told.add(objectId ?? 'RESYNC');
  }
  await subscription.stop();
  return told;
}

/**
 * Who is told of one request, whose events are for whoever may see it: something happens to it, and when those who see it
 * know, everybody is told that it is gone. Whoever is told that first was not told the other.
 */
async function toldOfRequest(world: MatrixWorld, where: PlaceName): Promise<Row['cells']> {
  const { t, people, places } = world;
  const { approver, requests } = places[where];
  const { id } = requests.pending;
  const listening = await Promise.all(
    PERSONA_CODES.map((persona) =>
      listen(world, 'subscription ($id: ID!) { accessRequestChanged(id: $id) { kind objectId } }', { id }, persona),
    ),
  );
  const first = listening.map(async (one) => {
    if ('refused' in one) return one.refused;
    const event = await one.next().catch(() => null);
    return event && event.accessRequestChanged!.kind !== 'REMOVED' ? 'S' : '-';
  });
  await done(t, 'commentOnRequest', { requestId: id, text: 'A word' }, approver);
  await first[PERSONA_CODES.indexOf('adm')];
  await inChange(systemOperation(t.app, t.app.now()), async (change) => {
    change.announce({ type: 'AccessRequest', id, requestId: id, audience: Object.values(people).map((user) => user.id) });
  });
  const letters = await Promise.all(first);
  for (const one of listening) if (!('refused' in one)) await one.stop();
  return Object.fromEntries(PERSONA_CODES.map((persona, at) => [persona, letters[at]])) as Row['cells'];
}

function rowsOf(field: string): Row[] {
  return SUBSCRIPTION_ROWS.filter(({ name }) => name === field);
}

/** Plays every row about subscriptions. It changes the world for good. */
export function testSubscriptions(world: () => MatrixWorld): void {
  let happened: Happened;
  beforeAll(async () => {
    happened = await happen(world());
  });
  const fields = Object.keys(gatehouseSchema().getSubscriptionType()!.getFields());

  test('every subscription has rows in all three places, and no row speaks of what is gone', () => {
    expect(SUBSCRIPTION_ROWS.map(({ name, where }) => `${name} ${where}`).sort()).toEqual(
      fields.flatMap((name) => PLACES.map((place) => `${name} ${place}`)).sort(),
    );
  });

  test('accessRequestChanged', async () => {
    const found = [];
    for (const where of PLACES) found.push({ label: 'accessRequestChanged', where, cells: await toldOfRequest(world(), where) });
    expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(rowsOf('accessRequestChanged'))}\n`);
  });

  for (const field of fields.filter((name) => name !== 'accessRequestChanged')) {
    test(field, async () => {
      const feed = happened.feeds[field];
      if (!feed) throw new Error(`Nothing says how to listen to ${field}.`);
      const told = Object.fromEntries(
        await Promise.all(
          PERSONA_CODES.map(
            async (persona) => [persona, await toldTo(world(), field, { ...feed, cursor: happened.cursor }, persona)] as const,
          ),
        ),
      );
      const found = PLACES.map((where) => {
        const letter = (persona: Persona) => {
          const ids = told[persona]!;
          return typeof ids === 'string' ? ids : ids.has(feed.about(caseOf(world(), persona, where))) ? 'S' : '-';
        };
        return {
          label: field,
          where,
          cells: Object.fromEntries(PERSONA_CODES.map((persona) => [persona, letter(persona)])) as Row['cells'],
        };
      });
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(rowsOf(field))}\n`);
    });
  }
}
