import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answer } from '../testkit/flow.ts';
import { mutate } from '../testkit/mutate.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

interface Somebody {
  id: string;
}

/** One thing that may change what waits for whom; the numbers pick among what there is at the time. */
const STEP = fc.record({
  do: fc.oneof(
    ...(
      [
        'ask',
        'ask',
        'ask',
        'ask',
        'approve',
        'approve',
        'deny',
        'takeBack',
        'takeBack',
        'reassign',
        'reassign',
        'cancel',
      ] as const
    ).map((one) => fc.constant(one)),
    ...(['block', 'unblock', 'unblock', 'undoPasses', 'days', 'byHand', 'rolledBack'] as const).map((one) => fc.constant(one)),
  ),
  who: fc.nat(),
  what: fc.nat(),
  whom: fc.nat(),
});

/** The rule as it was asked of everybody's past before the answer was kept: open, asked, not left, not decided, not about oneself. */
const BY_THE_RULE = `
  select a.stage_id || ' ' || a.user_id || ' ' || s.opened_at as waits
  from stage_approver a join approval_stage s on s.id = a.stage_id join access_request r on r.id = s.request_id
  where s.state = 'OPEN' and a.left_at is null and r.target_id <> a.user_id and r.requester_id is distinct from a.user_id
    and not exists (select 1 from decision d where d.stage_id = s.id and d.by_id = a.user_id and d.taken_back_at is null)
  order by 1`;
const AS_KEPT = `
  select stage_id || ' ' || user_id || ' ' || waiting_since as waits from stage_approver where waiting_since is not null order by 1`;

async function rows(statement: string, values: unknown[] = []): Promise<Answer[]> {
  return t.app.orm.em.fork().execute(statement, values);
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

describe('what waits for whom', () => {
  it('6.19 is kept exactly as the rule says it, after whatever happens to requests, stages, decisions and people', async () => {
    const { world } = t;
    const admin = await world.admin();
    const people: Somebody[] = [];
    for (let at = 0; at < 7; at += 1) people.push(await world.user(at > 3 ? { manager: people[at - 4]! } : {}));
    const deciders = await world.group({ users: people.slice(0, 4) });
    const policies = [
      { managerOnBehalf: true, stages: [{ approvers: [deciders], quorum: 2 }] },
      { stages: [{ approvers: [people[0]!, people[1]!] }, { approvers: [deciders] }] },
      {
        managerOnBehalf: true,
        stages: [{ approvers: ['MANAGER' as const], fallback: [people[1]!], escalation: [deciders], escalateAfter: 'P2D' }],
      },
    ];
    const packages: Somebody[] = [];
    for (let at = 0; at < 12; at += 1) packages.push(await world.package({ policy: policies[at % policies.length]! }));
    const told: Record<string, number> = {};
    const step = async ({ do: what, ...at }: { do: string; who: number; what: number; whom: number }): Promise<string> => {
      const who = pick(people, at.who)!;
      const active = new Set((await rows(`select id from app_user where state = 'ACTIVE'`)).map(({ id }) => id as string));
      const open = await rows(
        `select s.id, s.request_id, a.user_id from approval_stage s join stage_approver a on a.stage_id = s.id
         join app_user u on u.id = a.user_id and u.state = 'ACTIVE'
         where s.state = 'OPEN' and a.left_at is null order by 1, 3`,
      );
      const decided = await rows(
        `select d.stage_id as id, d.by_id as user_id from decision d join app_user u on u.id = d.by_id and u.state = 'ACTIVE'
         where d.taken_back_at is null order by d.at desc, d.id desc limit 3`,
      );
      const asked = pick(open, at.what);
      switch (what) {
        case 'ask': {
          const report = at.whom % 3 === 0 ? pick(people, people.indexOf(who) + 4) : undefined;
          const input = { accessPackageId: pick(packages, at.what)!.id, ...(report && { targetId: report.id }) };
          if (!active.has(who.id)) return 'BLOCKED';
          return (await mutate(t, 'submitAccessRequest', input, who)).code;
        }
        case 'approve':
        case 'deny': {
          if (!asked) return 'NONE';
          const decision = what === 'deny' ? 'DENY' : 'APPROVE';
          return (await mutate(t, 'decideApproval', { stageId: asked.id, decision }, { id: asked.user_id })).code;
        }
        case 'takeBack': {
          const last = pick(decided, at.what);
          return last ? (await mutate(t, 'takeBackDecision', { stageId: last.id }, { id: last.user_id })).code : 'NONE';
        }
        case 'reassign': {
          if (!asked) return 'NONE';
          const input = { stageId: asked.id, userId: who.id, reason: 'Away' };
          return (await mutate(t, 'reassignApproval', input, { id: asked.user_id })).code;
        }
        case 'cancel':
          return asked ? (await mutate(t, 'cancelAccessRequest', { requestId: asked.request_id }, admin)).code : 'NONE';
        case 'block':
          return (await mutate(t, 'blockUser', { id: who.id }, admin)).code;
        case 'unblock': {
          const blocked = people.find(({ id }) => !active.has(id));
          return blocked ? (await mutate(t, 'unblockUser', { id: blocked.id }, admin)).code : 'NONE';
        }
        case 'undoPasses':
        case 'days':
          t.clock.advance(what === 'days' ? 'P3D' : 'PT11S');
          await t.runJobs(what === 'days' ? 'all' : 'scheduled-starts');
          return 'OK';
        case 'byHand': {
          // Whoever writes: here nobody's service does.
          if (!asked) return 'NONE';
          const left = at.whom % 2 ? 'now()' : 'null';
          await rows(`update stage_approver set left_at = ${left}, waiting_since = now() where stage_id = ?`, [asked.id]);
          return 'OK';
        }
        default: {
          if (!asked) return 'NONE';
          await t.app.orm.em
            .fork()
            .transactional(async (em) => {
              await em.execute(`update approval_stage set state = 'DENIED' where id = ?`, [asked.id]);
              throw new Error('Not after all.');
            })
            .catch(() => undefined);
          return 'OK';
        }
      }
    };
    for (const one of fc.sample(fc.noBias(STEP), { seed: 619, numRuns: 60 })) {
      const code = await step(one);
      const key = `${one.do} ${code}`;
      told[key] = (told[key] ?? 0) + 1;
      expect(await rows(AS_KEPT), JSON.stringify({ one, code, told })).toEqual(await rows(BY_THE_RULE));
    }
    // Every kind of thing has happened, or the promise says nothing about it.
    const kinds = [
      'ask',
      'approve',
      'deny',
      'takeBack',
      'reassign',
      'cancel',
      'block',
      'unblock',
      'undoPasses',
      'days',
      'byHand',
    ];
    expect(
      kinds.filter((kind) => !told[`${kind} OK`]),
      JSON.stringify(told),
    ).toEqual([]);
  }, 120_000);

  it('6.19 is the queue, the total and the badge of each approver', async () => {
    const { world } = t;
    const [first, second, asker] = [await world.user(), await world.user(), await world.user()];
    const pkg = await world.package({ policy: { stages: [{ approvers: [first, second, asker], quorum: 2 }] } });
    const { payload } = await mutate(
      t,
      'submitAccessRequest',
      { accessPackageId: pkg.id },
      asker,
      'accessRequest { stages { id } }',
    );
    const [stage] = payload.accessRequest.stages as { id: string }[];
    const READ = `{ approvals(first: 10) { totalCount nodes { id } } inbox { approvals(first: 10) { totalCount } } viewer { counts { approvals } } }`;
    const queueOf = async (as: Somebody) => {
      const { approvals, inbox, viewer } = await t.query<Answer>(READ, {}, { as });
      expect([inbox.approvals.totalCount, viewer.counts.approvals]).toEqual([approvals.totalCount, approvals.totalCount]);
      return approvals.nodes.map(({ id }: Answer) => id);
    };
    expect([await queueOf(first), await queueOf(second), await queueOf(asker)]).toEqual([[stage!.id], [stage!.id], []]);
    await mutate(t, 'decideApproval', { stageId: stage!.id, decision: 'APPROVE' }, first);
    expect([await queueOf(first), await queueOf(second)]).toEqual([[], [stage!.id]]);
    await mutate(t, 'decideApproval', { stageId: stage!.id, decision: 'DENY' }, second);
    expect([await queueOf(first), await queueOf(second)]).toEqual([[], []]);
  });
});
