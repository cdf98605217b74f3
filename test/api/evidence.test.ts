import { AUDIT_ACTIONS, type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { addDuration } from '@gatehouse/schema/rules/duration';
import { SYSTEM_PRINCIPAL_ID } from '@gatehouse/schema/shared/ids';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { JOBS, WORKERS } from '@gatehouse/server/app/brought';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempt } from '../matrix/attempt.ts';
import { caseOf } from '../matrix/case.ts';
import { makeMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import { evidenceOf, type Told } from '../testkit/evidence.ts';
import { rolledBack, type Trial } from '../testkit/rolled-back.ts';
import { jobRuns, workerNamed, type Run } from './evidence-jobs.ts';
import { MUTATION_EVIDENCE, tryOf, type Evidences, type Silence } from './evidence-mutations.ts';

// The contract of domain §12: every mutation and every job names the evidence it must write, and here they all run.

let world: MatrixWorld;
let runs: Record<string, Run>;
beforeAll(async () => {
  world = await makeMatrixWorld();
  runs = await jobRuns(world);
});
afterAll(() => world?.t.stop());

const nameOf = (label: string) => label.split(' ')[0]!;
const named = (labels: readonly string[]) => [...new Set(labels.map(nameOf))].sort();
const expected = (evidence: Evidences | Silence) => ('why' in evidence ? [] : evidence);

/** Evidence in the words of the tables, told apart by who did it. */
function inWords(told: readonly Told[], actor: string): string[] {
  return told.map(({ action, subjectType, outcome, actor: by }) => {
    const who = by === actor ? '' : by === SYSTEM_PRINCIPAL_ID ? 'system: ' : `${by}: `;
    return `${who}${outcome === 'REFUSED' ? 'refused: ' : ''}${action} ${subjectType}`;
  });
}

/** What is about a request says which one, and about whose access. */
function expectWhole(told: readonly Told[]): void {
  const aboutRequests = told.filter(({ subjectType }) => ['AccessRequest', 'ApprovalStage'].includes(subjectType));
  expect(aboutRequests.filter(({ requestId, targetId }) => requestId === null || targetId === null)).toEqual([]);
}

async function write(trial: Trial, [statement, ...parameters]: readonly [string, ...unknown[]]): Promise<void> {
  const written = await trial.em.getConnection().execute(statement, parameters, 'run', trial.em.getTransactionContext());
  expect((written as unknown as { affectedRows: number }).affectedRows).toBeGreaterThan(0);
}

describe('a mutation writes its evidence', () => {
  it('6.s5 every mutation is in the table', () => {
    const mutations = Object.keys(gatehouseSchema().getMutationType()!.getFields());
    expect(named(Object.keys(MUTATION_EVIDENCE))).toEqual(mutations.sort());
  });

  it('every action that it names can be read and looked for', () => {
    const actions = Object.values(MUTATION_EVIDENCE)
      .flatMap(expected)
      .map((said) => said.replace(/^(\w+: )*/, '').split(' ')[0]!);
    expect(
      actions.filter((action) => !AUDIT_ACTIONS.includes(action as AuditAction)),
      'AUDIT_WORDS in rules/audit-words.ts',
    ).toEqual([]);
  });

  it.each(Object.entries(MUTATION_EVIDENCE))('6.s5 %s', async (label, evidence) => {
    const { by, input, before } = tryOf(label);
    const found = caseOf(world, by, 'own');
    const viewer = world.viewers[by]!;
    await rolledBack(world.t, async (trial) => {
      if (before) await write(trial, before(found, world.t.clock.now()));
      let payload: unknown;
      const told = await evidenceOf(trial, async () => {
        const ending = await attempt(trial, nameOf(label), input(found), viewer);
        const refused = expected(evidence).some((one) => one.startsWith('refused: '));
        expect(ending.code, ending.message).toBe(refused ? 'NOT_ELIGIBLE' : 'OK');
        ({ payload } = ending);
      });
      expect(inWords(told, viewer.principalId)).toEqual(expected(evidence));
      expectWhole(told);
      // About what was named, what came of it, or whoever did it; a refusal about the package.
      const own = told.find(({ actor }) => actor === viewer.principalId);
      const packages = own?.outcome === 'REFUSED' ? Object.values(found.place.packages).map(({ id }) => id) : [];
      if (own) expect(JSON.stringify([input(found), payload, viewer.userId, packages])).toContain(own.subjectId);
    });
  });
});

describe('what is done because its time has come is done by the system', () => {
  it('6.s5 every timed job and kind of queued work is in the table', () => {
    expect(named(Object.keys(runs))).toEqual([...JOBS, ...WORKERS].map(({ name }) => name).sort());
  });

  it.each([...JOBS, ...WORKERS].map(({ name }) => name))('6.s5 %s', async (name) => {
    for (const [label, run] of Object.entries(runs).filter(([key]) => nameOf(key) === name)) {
      const { now, ...told } = await rolledBack(world.t, (trial) => playRun(trial, name, run));
      expect(told.evidence, label).toEqual(expected(run.evidence));
      expect(told.did, `${label}: what it did as of ${now.toISOString()}`).not.toBe(0);
    }
  });
});

/** Runs it with something to do. @returns the kinds of evidence it wrote, and how much it did */
async function playRun(trial: Trial, name: string, run: Run) {
  const now = addDuration(world.t.clock.now(), run.after);
  await run.prepare?.(trial);
  if (run.before) await write(trial, run.before);
  // A server that nobody answers at: mails are tried, and stay.
  const app = {
    ...trial.app,
    config: { ...trial.app.config, smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'Us <us@localhost.example>' },
  };
  let did = 1;
  const told = await evidenceOf(trial, async () => {
    if (run.work) return workerNamed(name)!.run(app, run.work as never, now);
    did = Object.values(await JOBS.find((job) => job.name === name)!.run(app, now)).reduce((sum, count) => sum + count, 0);
  });
  expectWhole(told);
  return { now, did, evidence: [...new Set(inWords(told, SYSTEM_PRINCIPAL_ID))] };
}
