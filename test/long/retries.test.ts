import { type EntityManager } from '@mikro-orm/postgresql';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from '../matrix/attempt.ts';
import { baseOf, complaint, inputTypeOf, mutations, takes } from '../matrix/base-inputs.ts';
import { makeMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import { stampOf } from '../matrix/stamp.ts';
import { anotherInput } from '../testkit/bad-inputs.ts';
import { rolledBack } from '../testkit/rolled-back.ts';

let world: MatrixWorld;
beforeAll(async () => {
  world = await makeMatrixWorld();
});
afterAll(() => world?.t.stop());

describe('a key makes a retry safe', () => {
  for (const { name } of mutations.filter((field) => takes(field.name, 'idempotencyKey'))) {
    test(name, async () => {
      const { viewer, input } = baseOf(world, name);
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
        // What takes nothing but a key can be asked for in one way only.
        const another = anotherInput(inputTypeOf(name), input);
        if (another) {
          const other = await attempt(trial, name, { ...another, idempotencyKey: keyed.idempotencyKey }, viewer);
          expect([other.code, complaint(other)]).toEqual(['IDEMPOTENCY_KEY_REUSED', null]);
        }
        expect(await stampOf(trial.em, [])).toBe(after);
        for (const idempotencyKey of ['', 'k'.repeat(129)])
          expect((await attempt(trial, name, { ...input, idempotencyKey }, viewer)).code).toBe('INVALID');
      });
    });

    test(`${name} while its twin is in flight`, async () => {
      const { viewer, input } = baseOf(world, name);
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
  const patience = performance.now() + 5_000;
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
