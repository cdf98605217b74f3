import { ERROR_CODES } from '@gatehouse/server/graphql/errors';
import { gatehouseSchema } from '@gatehouse/server/graphql/schema';
import { type EntityManager } from '@mikro-orm/postgresql';
import { isEnumType, isInputObjectType, isNonNullType, type GraphQLInputObjectType } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, type Ending } from '../matrix/attempt.ts';
import { caseOf } from '../matrix/case.ts';
import { MUTATION_ROWS } from '../matrix/expectations/all.ts';
import { INPUTS } from '../matrix/inputs/all.ts';
import { WRONG_STATES } from '../matrix/inputs/wrong-states.ts';
import { makeMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import { stampOf } from '../matrix/stamp.ts';
import { anotherInput, badInputs } from '../testkit/bad-inputs.ts';
import { rolledBack } from '../testkit/rolled-back.ts';

let world: MatrixWorld;
beforeAll(async () => {
  world = await makeMatrixWorld();
});
afterAll(() => world?.t.stop());

const userErrorCodes = gatehouseSchema().getType('UserErrorCode');
const STABLE = [
  ...(isEnumType(userErrorCodes) ? userErrorCodes.getValues().map(({ name }) => name) : []),
  ...ERROR_CODES.filter((code) => code !== 'INTERNAL' && code !== 'SERVICE_UNAVAILABLE'),
];
const mutations = Object.values(gatehouseSchema().getMutationType()!.getFields());

function inputTypeOf(name: string): GraphQLInputObjectType {
  const type = mutations.find((field) => field.name === name)!.args[0]!.type;
  const input = isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(input)) throw new Error(`${name} takes no input object.`);
  return input;
}

const takes = (name: string, field: string) => field in inputTypeOf(name).getFields();
const baseOf = (name: string) => {
  const base = INPUTS[name];
  if (!base) throw new Error(`${name} has no base input: add one to test/matrix/inputs.`);
  return { viewer: world.viewers[base.by], input: base.input(caseOf(world, base.by, 'own')) };
};

/** What is wrong with how a bad input ended; null: nothing. */
function complaint({ code, message }: Ending): string | null {
  if (code === 'OK') return 'was done';
  if (!STABLE.includes(code)) return `ended with ${code}: ${message}`;
  return /^[A-Z"`].{8,}/s.test(message) ? null : `says no sentence: "${message}"`;
}

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
      const { viewer, input } = baseOf(name);
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
      const { viewer, input } = baseOf(name);
      await rolledBack(world.t, async (trial) => {
        const before = await stampOf(trial.em);
        for (const expectedVersion of [999, 0, -1]) {
          const { code, message, payload } = await attempt(trial, name, { ...input, expectedVersion }, viewer);
          expect([code, message]).toEqual(['STALE_VERSION', expect.stringMatching(/version/)]);
          const objects = Object.entries(payload!).filter(
            ([field]) => field !== 'errors' && field !== 'deletedId' && field !== 'warnings',
          );
          expect(objects.map(([field, object]) => [field, (object as { id: string }).id])).toEqual(
            objects.map(([field]) => [field, input.id]),
          );
        }
        expect(await stampOf(trial.em)).toBe(before);
      });
    });
  }
});

describe('a key makes a retry safe', () => {
  for (const { name } of mutations.filter((field) => takes(field.name, 'idempotencyKey'))) {
    test(name, async () => {
      const { viewer, input } = baseOf(name);
      const keyed = { ...input, idempotencyKey: `key of ${name}` };
      await rolledBack(world.t, async (trial) => {
        const first = await attempt(trial, name, keyed, viewer);
        expect([first.code, first.message]).toEqual(['OK', '']);
        const after = await stampOf(trial.em, []);
        // A secret is shown once, whoever asks again.
        expect((await attempt(trial, name, keyed, viewer)).payload).toEqual({
          ...first.payload,
          ...('secret' in first.payload! && { secret: null }),
        });
        const other = await attempt(
          trial,
          name,
          { ...anotherInput(inputTypeOf(name), input), idempotencyKey: keyed.idempotencyKey },
          viewer,
        );
        expect([other.code, complaint(other)]).toEqual(['IDEMPOTENCY_KEY_REUSED', null]);
        expect(await stampOf(trial.em, [])).toBe(after);
        for (const idempotencyKey of ['', 'k'.repeat(129)])
          expect((await attempt(trial, name, { ...input, idempotencyKey }, viewer)).code).toBe('INVALID');
      });
    });

    test(`${name} while its twin is in flight`, async () => {
      const { viewer, input } = baseOf(name);
      const keyed = { ...input, idempotencyKey: `twin of ${name}` };
      await rolledBack(world.t, async (first) => {
        expect((await attempt(first, name, keyed, viewer)).code).toBe('OK');
        await rolledBack(world.t, async (second) => {
          const pid = await backendOf(second.em);
          const twin = attempt(second, name, keyed, viewer);
          await isWaiting(pid);
          // The first one fails in the end: now it is the twin that acts.
          await first.undo();
          expect((await twin).code).toBe('OK');
        });
      });
    });
  }

  test('twins that both commit: one acts, and both get its answer', async () => {
    const { t, people } = world;
    const document = 'mutation ($input: CreateCatalogInput!) { createCatalog(input: $input) { catalog { id } errors { code } } }';
    const variables = { input: { name: 'One of two', idempotencyKey: 'twins' } };
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        t.query<{ createCatalog: { catalog: { id: string }; errors: [] } }>(document, variables, { as: people.adm }),
      ),
    );
    expect(new Set(answers.map(({ createCatalog }) => createCatalog.catalog.id)).size).toBe(1);
    const { catalogs } = await t.query<{ catalogs: { totalCount: number } }>(
      '{ catalogs(filter: { name: { eq: "One of two" } }) { totalCount } }',
      {},
      { as: people.adm },
    );
    expect(catalogs.totalCount).toBe(1);
  });
});

async function backendOf(em: EntityManager): Promise<number> {
  const [row] = (await em.getConnection().execute('select pg_backend_pid() as pid', [], 'all', em.getTransactionContext())) as {
    pid: number;
  }[];
  return row!.pid;
}

/** Resolves as soon as a connection waits for a lock. @throws where it does not wait */
async function isWaiting(pid: number): Promise<void> {
  const connection = world.t.app.orm.em.fork().getConnection();
  const patience = performance.now() + 10_000;
  while (performance.now() < patience) {
    const [row] = (await connection.execute('select wait_event_type as what from pg_stat_activity where pid = ?', [pid])) as {
      what: string | null;
    }[];
    if (row?.what === 'Lock') return;
    // Leaves the processor to whom it looks at.
    await delay(5);
  }
  throw new Error('The twin does not wait.');
}
