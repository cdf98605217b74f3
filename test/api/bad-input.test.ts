import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from '../matrix/attempt.ts';
import { baseOf, complaint, inputTypeOf, mutations, takes } from '../matrix/base-inputs.ts';
import { caseOf } from '../matrix/case.ts';
import { MUTATION_ROWS } from '../matrix/expectations/all.ts';
import { INPUTS } from '../matrix/inputs/all.ts';
import { WRONG_STATES } from '../matrix/inputs/wrong-states.ts';
import { makeMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import { stampOf } from '../matrix/stamp.ts';
import { badInputs } from '../testkit/bad-inputs.ts';
import { rolledBack } from '../testkit/rolled-back.ts';

let world: MatrixWorld;
beforeAll(async () => {
  world = await makeMatrixWorld();
});
afterAll(() => world?.t.stop());

/** Tries bad inputs one after another in one world, and lists everything that is wrong with how they ended. */
async function complaints(
  name: string,
  viewer: MatrixWorld['viewers']['adm'],
  inputs: readonly { what: string; input: object; byType?: boolean }[],
): Promise<string[]> {
  return rolledBack(world.t, async (trial) => {
    const before = await stampOf(trial.em);
    const all: string[] = [];
    for (const { what, input, byType } of inputs) {
      const ending = await attempt(trial, name, input, viewer);
      const wrong =
        complaint(ending) ?? (byType && ending.code !== 'BAD_USER_INPUT' ? `ended with ${ending.code}, not by its type` : null);
      if (wrong) all.push(`${what} ${wrong}`);
      if (ending.code === 'OK') await trial.undo();
    }
    // Once for all of them: a look at the whole world costs more than a refusal.
    if ((await stampOf(trial.em)) !== before) all.push('one of them left something behind');
    return all;
  });
}

test('every mutation has a base input', () => {
  expect(mutations.map(({ name }) => name).filter((name) => !INPUTS[name])).toEqual([]);
});

describe('unknown ids, wrong types, too much and NUL are refused with a code and a sentence, and nothing is done', () => {
  for (const { name } of mutations) {
    test(name, async () => {
      const { viewer, input } = baseOf(world, name);
      expect(await complaints(name, viewer, badInputs(inputTypeOf(name), input))).toEqual([]);
    });
  }
});

describe('what is in another state is refused with its own code', () => {
  for (const [label, { code, input }] of Object.entries(WRONG_STATES)) {
    test(label, async () => {
      const name = label.split(' ')[0]!;
      const { by } = INPUTS[name]!;
      await rolledBack(world.t, async (trial) => {
        const before = await stampOf(trial.em);
        const ending = await attempt(trial, name, input(caseOf(world, by, 'own')), world.viewers[by]);
        expect([ending.code, complaint(ending)]).toEqual([code, null]);
        expect(await stampOf(trial.em)).toBe(before);
      });
    });
  }
});

test('what belongs to somebody else is refused, and nothing of it is touched', async () => {
  const all: string[] = [];
  for (const { label, name, cells } of MUTATION_ROWS.filter(({ where }) => where === 'foreign')) {
    if (cells.mem === 'A') continue;
    const input = INPUTS[label]!.input(caseOf(world, 'mem', 'foreign'));
    all.push(...(await complaints(name, world.viewers.mem, [{ what: label, input }])));
  }
  expect(all).toEqual([]);
});

describe('a stale version is refused with the object as it is', () => {
  for (const { name } of mutations.filter((field) => takes(field.name, 'expectedVersion'))) {
    test(name, async () => {
      const { viewer, input } = baseOf(world, name);
      await rolledBack(world.t, async (trial) => {
        const before = await stampOf(trial.em);
        for (const expectedVersion of [999, 0, -1]) {
          const { code, message, payload } = await attempt(trial, name, { ...input, expectedVersion }, viewer);
          expect([code, message]).toEqual(['STALE_VERSION', expect.stringMatching(/version/)]);
          const objects = Object.entries(payload!).filter(
            ([field]) => field !== 'errors' && field !== 'deletedId' && field !== 'warnings',
          );
          expect(objects.map(([field, object]) => [field, (object as { id: string }).id])).toEqual(
            objects.map(([field, object]) => [field, input.id ?? (object as { id: string }).id]),
          );
        }
        expect(await stampOf(trial.em)).toBe(before);
      });
    });
  }
});
