import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { type EntityManager } from '@mikro-orm/postgresql';
import { expect, test } from 'vitest';
import { rolledBack, type Trial } from '../testkit/rolled-back.ts';
import { attempt } from './attempt.ts';
import { caseOf } from './case.ts';
import { PERSONA_CODES } from './cast.ts';
import { MUTATION_ROWS } from './expectations/all.ts';
import { INPUTS } from './inputs/all.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { PLACES } from './places.ts';
import { placeOf, writeTable, type Row } from './table.ts';

const LETTERS: Record<string, string> = { OK: 'A', FORBIDDEN: 'F', UNAUTHENTICATED: 'U', NOT_FOUND: 'N', NOT_ELIGIBLE: 'E' };

/** Plays every row about mutations. */
export function testMutations(world: () => MatrixWorld): void {
  const mutations = Object.keys(gatehouseSchema().getMutationType()!.getFields());

  test('every mutation has rows and a base input, and no row speaks of what is gone', () => {
    expect([...new Set(MUTATION_ROWS.map(({ name }) => name))].sort(), 'rows in test/matrix/expectations').toEqual(
      [...mutations].sort(),
    );
    expect([...new Set(MUTATION_ROWS.map(({ label }) => label))].sort(), 'inputs in test/matrix/inputs').toEqual(
      Object.keys(INPUTS).sort(),
    );
  });

  test('a row is asked in all three places, unless what is tried is the same everywhere', () => {
    for (const label of Object.keys(INPUTS)) {
      const where = MUTATION_ROWS.filter((row) => row.label === label).map((row) => row.where);
      const [own, ...others] = PLACES.map((place) => JSON.stringify(INPUTS[label]!.input(caseOf(world(), 'mem', place))));
      expect([label, ...where]).toEqual([label, ...(others.some((other) => other !== own) ? PLACES : ['*'])]);
    }
  });

  test('a token that may only read changes nothing, an auditor only what any member may, nobody nothing at all', () => {
    const wrong = MUTATION_ROWS.filter(
      ({ cells }) => cells.nob !== 'U' || cells.tok !== 'F' || (cells.aud === 'A' && cells.mem !== 'A'),
    );
    expect(writeTable(wrong)).toBe(writeTable([]));
  });

  test('a token for one catalog does nothing outside of it', () => {
    const wrong = MUTATION_ROWS.filter(
      ({ where, cells }) => cells.cat === 'A' && (where === 'sibling' || where === 'foreign' || cells.adm === 'F'),
    );
    expect(writeTable(wrong)).toBe(writeTable([]));
  });

  for (const name of mutations) {
    test(name, async () => {
      const expected = MUTATION_ROWS.filter((row) => row.name === name);
      const found = await Promise.all(expected.map(async (row) => ({ ...row, cells: await play(world(), row) })));
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(expected)}\n`);
    });
  }
}

/** Everybody tries; each finds the world as it was. */
function play(world: MatrixWorld, { label, name, where }: Row): Promise<Row['cells']> {
  return rolledBack(world.t, async (trial) => {
    const cells = {} as Row['cells'];
    for (const persona of PERSONA_CODES) {
      const input = INPUTS[label]!.input(caseOf(world, persona, placeOf(where)));
      cells[persona] = await outcome(trial, name, input, world.viewers[persona]);
    }
    return cells;
  });
}

async function outcome(trial: Trial, name: string, input: object, viewer: Viewer | null): Promise<string> {
  const { code, message } = await attempt(trial, name, input, viewer);
  const idle = code === 'OK' && !(await hasWritten(trial.em));
  // Refusals leave nothing to undo, except for the evidence of a gate.
  if (code === 'OK' || code === 'NOT_ELIGIBLE') await trial.undo();
  return idle ? 'nothing' : (LETTERS[code] ?? `${code}:${message}`.replaceAll(/\s+/g, '_'));
}

/** Has this transaction written, changed or deleted any row? What is allowed and does nothing proves nothing. */
async function hasWritten(em: EntityManager): Promise<boolean> {
  const counted = 'select sum(n_tup_ins + n_tup_upd + n_tup_del) > 0 as written from pg_stat_xact_user_tables';
  const [row] = (await em.getConnection().execute(counted, [], 'all', em.getTransactionContext())) as { written: boolean }[];
  return row!.written;
}
