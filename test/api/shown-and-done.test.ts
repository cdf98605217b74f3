// What `viewerCan` says of an assignment is what the mutations do: drawn from policies, states and people, each tried and undone.
import { type User } from '@gatehouse/schema/identity/user.entity';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { viewerAs } from '../testkit/execute.ts';
import { ask, type Answer } from '../testkit/flow.ts';
import { rolledBack } from '../testkit/rolled-back.ts';

const POLICIES = 12;
const STATES = {
  live: '',
  'near its end': `expires_at = now() + interval '5 days'`,
  'past its end': `expires_at = now() - interval '1 hour'`,
  ending: `state = 'ENDING'`,
  'without an end': `expires_at = null`,
  'without a policy': `policy_id = null, expires_at = now() + interval '5 days'`,
} as const;
const PEOPLE = ['holder', 'manager', 'named', 'owner', 'admin', 'reader', 'stranger', 'both'] as const;
type Person = (typeof PEOPLE)[number];

/** What is tried, and which of the abilities shown allows it. Whoever holds it acts for themself, whatever their roles. */
const ACTS = {
  endAssignment: {
    input: () => ({}),
    by: (can: Answer, own: boolean) => (own ? can.giveUp : can.end.allowed ? can.end : can.endForThem),
  },
  extendAssignment: {
    input: (own: boolean, { changeEnd }: Answer) =>
      !own && changeEnd.allowed ? { expiresAt: new Date(t.clock.now().getTime() + 86_400_000).toISOString() } : {},
    by: (can: Answer, own: boolean) => (own ? can.extend : can.changeEnd.allowed ? can.changeEnd : can.extendForThem),
  },
  updateAnswers: {
    input: (_own: boolean, _can: Answer, question: string) => ({ answers: [{ questionId: question, value: 'changed' }] }),
    by: (can: Answer) => can.editAnswers,
  },
} as const;
type Act = keyof typeof ACTS;

const ABILITIES = ['extend', 'giveUp', 'extendForThem', 'endForThem', 'end', 'changeEnd', 'editAnswers'];
const SHOWN = `query ($id: ID!) { node(id: $id) { ... on Assignment { viewerCan { ${ABILITIES.map((name) => `${name} { allowed code reason }`).join(' ')} } } } }`;

interface Held {
  plan: object;
  id: string;
  question: string;
  own: string;
}

let t: TestApp;
let people: Record<Person, User>;
const held: Held[] = [];

beforeAll(async () => {
  t = await startTestApp();
  const manager = await t.world.user();
  people = {
    manager,
    holder: await t.world.user({ manager }),
    both: await t.world.admin({ manager }),
    named: await t.world.user(),
    owner: await t.world.user(),
    admin: await t.world.admin(),
    reader: await t.world.user(),
    stranger: await t.world.user(),
  };
  const catalog = await t.world.catalog();
  await t.world.catalogRole(catalog, { role: 'OWNER', holder: people.owner });
  await t.world.catalogRole(catalog, { role: 'READER', holder: people.reader });
  for (let bits = 0; bits < POLICIES; bits += 1) {
    const bit = (at: number) => ((bits * 37 + 11) >> at) % 2 === 1;
    const plan = {
      selfExtend: bit(0),
      selfRemove: bit(1),
      managerOnBehalf: bit(2),
      extensionAllowed: bit(3),
      onBehalf: bit(4) ? [people.named] : [],
      questions: [{ text: 'Why?', changeable: bit(5) }],
      duration: 'P60D',
    };
    const accessPackage = await t.world.package({ catalog, policy: plan });
    const [question] = await t.app.orm.em
      .fork()
      .execute<{ id: string }[]>(
        `select q.id from policy_question q join assignment_policy p on p.current_version_id = q.policy_version_id where p.access_package_id = ?`,
        [accessPackage.id],
      );
    for (const holder of [people.holder, people.both]) {
      const asked = await ask(t, holder, accessPackage, { answers: [{ questionId: question!.id, value: 'first' }] });
      await t.drain();
      const [row] = await t.app.orm.em
        .fork()
        .execute<{ id: string }[]>('select assignment_id as id from access_request where id = ?', [asked.id]);
      held.push({ plan, id: row!.id, question: question!.id, own: holder.id });
    }
  }
});
afterAll(() => t.stop());

const CASE = fc.record({
  which: fc.nat(2 * POLICIES - 1),
  state: fc.constantFrom(...(Object.keys(STATES) as (keyof typeof STATES)[])),
  who: fc.constantFrom(...PEOPLE),
  tokenScope: fc.constantFrom('WRITE' as const, 'WRITE' as const, 'WRITE' as const, 'READ' as const),
  act: fc.constantFrom(...(Object.keys(ACTS) as Act[])),
});

test('what is shown is what is done', async () => {
  const seen = { allowed: 0, refused: 0 };
  await rolledBack(t, async (trial) => {
    await fc.assert(
      fc.asyncProperty(CASE, async ({ which, state, who, tokenScope, act }) => {
        await trial.undo();
        const { id, question, own: ownerId } = held[which]!;
        if (STATES[state]) await trial.em.execute(`update assignment set ${STATES[state]} where id = ?`, [id]);
        const viewer = await viewerAs(t.app, { as: people[who], tokenScope });
        const { data } = await trial.execute<Answer>(SHOWN, { id }, viewer);
        const can = data!.node?.viewerCan;
        // Whoever a policy names acts for others without seeing what they hold: of that nothing is shown.
        if (!can && who === 'named') return;
        const own = people[who].id === ownerId;
        const ability = can ? ACTS[act].by(can, own) : { allowed: false, code: 'UNSEEN' };
        const input = { assignmentId: id, ...ACTS[act].input(own, can ?? { changeEnd: {} }, question) };
        const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
        const answer = await trial.execute<Answer>(
          `mutation ($input: ${type}!) { ${act}(input: $input) { errors { code message } } }`,
          { input },
          viewer,
        );
        const done = answer.errors === undefined && answer.data![act].errors.length === 0;
        expect({ done, answer, ability }).toMatchObject({ done: ability.allowed });
        seen[done ? 'allowed' : 'refused'] += 1;
      }),
      { numRuns: 150 },
    );
  });
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(10);
});
