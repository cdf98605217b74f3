import { gatehouseSchema } from '@gatehouse/server/graphql/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolledBack } from '../testkit/rolled-back.ts';
import { attempt } from './attempt.ts';
import { caseOf } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { MUTATION_ROWS } from './expectations/all.ts';
import { INPUTS } from './inputs/all.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.ts';
import { PLACES } from './places.ts';
import { stampOf } from './stamp.ts';
import { placeOf, writeTable, type Row } from './table.ts';

let world: MatrixWorld;
beforeAll(async () => {
  world = await makeMatrixWorld();
});
afterAll(() => world?.t.stop());

const LETTERS: Record<string, string> = { OK: 'A', FORBIDDEN: 'F', UNAUTHENTICATED: 'U', NOT_FOUND: 'N', NOT_ELIGIBLE: 'E' };

describe('who may change what', () => {
  const mutations = Object.keys(gatehouseSchema().getMutationType()!.getFields());

  test('every mutation has rows and a base input, and no row speaks of what is gone', () => {
    expect([...new Set(MUTATION_ROWS.map(({ name }) => name))].sort()).toEqual([...mutations].sort());
    expect([...new Set(MUTATION_ROWS.map(({ label }) => label))].sort()).toEqual(Object.keys(INPUTS).sort());
  });

  test('a row is asked in all three places, unless what is tried is the same everywhere', () => {
    for (const label of Object.keys(INPUTS)) {
      const where = MUTATION_ROWS.filter((row) => row.label === label).map((row) => row.where);
      const [own, ...others] = PLACES.map((place) => JSON.stringify(INPUTS[label]!.input(caseOf(world, 'mem', place))));
      expect([label, ...where]).toEqual([label, ...(others.some((other) => other !== own) ? PLACES : ['*'])]);
    }
  });

  test('a token that may only read changes nothing, an auditor only what any member may, nobody nothing at all', () => {
    const wrong = MUTATION_ROWS.filter(({ cells }) => cells.nob !== 'U' || cells.tok !== 'F' || (cells.aud === 'A' && cells.mem !== 'A'));
    expect(writeTable(wrong)).toBe(writeTable([]));
  });

  for (const name of mutations) {
    test(name, async () => {
      const expected = MUTATION_ROWS.filter((row) => row.name === name);
      const found = [];
      for (const row of expected) found.push({ ...row, cells: await play(row) });
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(expected)}\n`);
    });
  }
});

/** Everybody tries; each finds the world as it was. */
async function play({ label, name, where }: Row): Promise<Row['cells']> {
  const cells = {} as Row['cells'];
  const waiting = [...PERSONA_CODES];
  const hand = async () => {
    for (let persona = waiting.shift(); persona; persona = waiting.shift()) cells[persona] = await outcome(label, name, where, persona);
  };
  await Promise.all([hand(), hand(), hand()]);
  return cells;
}

async function outcome(label: string, name: string, where: Row['where'], persona: Persona): Promise<string> {
  const input = INPUTS[label]!.input(caseOf(world, persona, placeOf(where)));
  return rolledBack(world.t, async (trial) => {
    const { code, message } = await attempt(trial, name, input, world.viewers[persona]);
    if (code === 'OK' && (await stampOf(trial.em, [])) === (await before())) return 'nothing';
    return LETTERS[code] ?? `${code}:${message}`.replaceAll(/\s+/g, '_');
  });
}

let untouched: Promise<string> | null = null;

function before(): Promise<string> {
  return (untouched ??= stampOf(world.t.app.orm.em.fork(), []));
}
