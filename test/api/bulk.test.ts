import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask, decide, type Answer } from '../testkit/flow.ts';
import { mutate } from '../testkit/mutate.ts';

let t: TestApp;
beforeAll(async () => {
  // Little patience with locks.
  t = await startTestApp({ statementTimeoutMs: 3_000 });
});
afterAll(() => t.stop());

describe('several approvals at once', () => {
  /** A boss, and what waits for the boss. */
  async function queue(length: number): Promise<{ boss: Answer; requests: Answer[] }> {
    const boss = await t.world.user();
    const pkg = await t.world.package({ policy: { stages: [{ approvers: [boss] }] } });
    const requests: Answer[] = [];
    for (let nth = 0; nth < length; nth += 1) requests.push(await ask(t, await t.world.user(), pkg));
    return { boss, requests };
  }
  const fields = 'accessRequests { id stages { state decisions { decision justification } } }';
  const stagesOf = (requests: Answer[]) => requests.map(({ stages }) => stages[0].id);

  test('come back in the order they were named, and one that is refused says so at its place', async () => {
    const { boss, requests } = await queue(4);
    const [first, second, third, fourth] = requests;
    await decide(t, boss, second.stages[0], 'DENY', { justification: 'No.' });
    const stageIds = stagesOf([third, second, fourth, first]);
    const { code, path, payload } = await mutate(t, 'decideApprovals', { stageIds, decision: 'APPROVE' }, boss, fields);
    expect([code, path]).toEqual(['ALREADY_DECIDED', ['stageIds', '1']]);
    expect(payload.accessRequests.map(({ id }: Answer) => id)).toEqual([third.id, fourth.id, first.id]);
    for (const { stages } of payload.accessRequests)
      expect(stages).toMatchObject([{ state: 'APPROVED', decisions: [{ decision: 'APPROVE' }] }]);
  });

  test('are decided once under one key, and answered again', async () => {
    const { boss, requests } = await queue(2);
    const input = { stageIds: stagesOf(requests), decision: 'DENY', justification: 'Not now.', idempotencyKey: 'both' };
    const answers = [
      await mutate(t, 'decideApprovals', input, boss, fields),
      await mutate(t, 'decideApprovals', input, boss, fields),
    ];
    for (const { code, payload } of answers) {
      expect(code).toBe('OK');
      expect(payload.accessRequests).toMatchObject(
        requests.map(({ id }) => ({
          id,
          stages: [{ state: 'DENIED', decisions: [{ decision: 'DENY', justification: 'Not now.' }] }],
        })),
      );
    }
  });

  test('6.s5 one that somebody else holds up too long says so at its place, and the others are done', async () => {
    const { boss, requests } = await queue(3);
    const owner = new pg.Client({ connectionString: t.database.ownerUrl });
    await owner.connect();
    await owner.query('begin');
    await owner.query('select 1 from app_user where id = $1 for no key update', [requests[1].target.id]);
    const input = { stageIds: stagesOf(requests), decision: 'APPROVE', idempotencyKey: 'held up' };
    const first = await mutate(t, 'decideApprovals', input, boss, fields);
    await owner.query('rollback');
    await owner.end();
    expect([first.code, first.path]).toEqual(['BUSY', ['stageIds', '1']]);
    expect(first.payload.accessRequests.map(({ id }: Answer) => id)).toEqual([requests[0].id, requests[2].id]);
    // Tried again under its key, what was done stays as it was and the rest is done.
    const again = await mutate(t, 'decideApprovals', input, boss, fields);
    expect(again.code).toBe('OK');
    expect(again.payload.accessRequests).toHaveLength(3);
  });

  test('none at all is an answer too', async () => {
    const { payload } = await mutate(t, 'decideApprovals', { stageIds: [], decision: 'APPROVE' }, await t.world.user(), fields);
    expect(payload.accessRequests ?? []).toEqual([]);
  });
});
