import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ASSIGNMENTS, EXTEND, OPTIONS } from '../testkit/documents.ts';
import { ask, askInVain, type Answer } from '../testkit/flow.ts';

const DAY = 86_400_000;

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

async function held(as: { id: string }): Promise<Answer> {
  const filter = { target: { id: { eq: as.id } } };
  const { assignments } = await t.query<Answer>(ASSIGNMENTS, { filter }, { as });
  return assignments.nodes[0];
}

const extend = async (as: { id: string }, assignment: Answer, input: object = {}): Promise<Answer> =>
  (await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id, ...input } }, { as })).extendAssignment;

const canExtend = async (as: { id: string }, assignment: Answer): Promise<Answer> => {
  const query = `query ($id: ID!) { node(id: $id) { ... on Assignment { viewerCan { extend { allowed code from } changeEnd { allowed } } } } }`;
  return (await t.query<Answer>(query, { id: assignment.id }, { as })).node.viewerCan.extend;
};

const at = (instant: string, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString();

async function holding(policy: object): Promise<{ holder: { id: string }; pkg: { id: string }; assignment: Answer }> {
  const holder = await t.world.user();
  const pkg = await t.world.package({ policy: { duration: 'P30D', ...policy } });
  await ask(t, holder, pkg);
  await t.drain();
  return { holder, pkg, assignment: await held(holder) };
}

describe('6.10 the extension window', () => {
  it('6.10 twelve extensions on the day of delivery do not move an end, neither by its holder nor by an administrator', async () => {
    const { holder, assignment } = await holding({});
    const admin = await t.world.admin();
    for (const as of [holder, admin]) {
      for (const input of [{}, { duration: 'P1D' }, { expiresAt: at(assignment.expiresAt, 1) }]) {
        const { errors } = await extend(as, assignment, input);
        expect(errors).toMatchObject([
          { gates: [{ code: 'SCHEDULE_OUT_OF_BOUNDS', possibleFrom: at(assignment.expiresAt, -14) }] },
        ]);
      }
    }
    expect((await held(holder)).expiresAt).toBe(assignment.expiresAt);
    expect(await canExtend(holder, assignment)).toEqual({
      allowed: false,
      code: 'TOO_EARLY',
      from: at(assignment.expiresAt, -14),
    });
  });

  it('6.10 one extension lies ahead at most, and none leads past the ceiling', async () => {
    const { holder, assignment } = await holding({ extensionCeiling: 'P70D' });
    t.clock.advance('P20D');
    expect((await canExtend(holder, assignment)).allowed).toBe(true);
    expect((await extend(holder, assignment, { duration: 'P10D' })).errors).toEqual([]);
    expect((await held(holder)).expiresAt).toBe(at(assignment.expiresAt, 10));
    t.clock.advance('P8D');
    // Day 28: inside the window before day 40, but the extension has not begun.
    expect((await extend(holder, assignment)).errors[0].gates).toMatchObject([{ possibleFrom: assignment.expiresAt }]);
    t.clock.advance('P3D');
    expect((await extend(holder, assignment)).errors).toEqual([]);
    expect((await held(holder)).expiresAt).toBe(at(assignment.expiresAt, 40));
    t.clock.advance('P30D');
    await t.drain();
    expect((await extend(holder, assignment)).errors[0].gates[0].message).toMatch('latest end possible');
  });

  it('6.10 an administrator corrects an end within what the policy gives at once, whenever', async () => {
    const { holder, assignment } = await holding({});
    const admin = await t.world.admin();
    expect((await extend(admin, assignment, { expiresAt: at(assignment.expiresAt, -25) })).errors).toEqual([]);
    expect((await extend(admin, assignment, { expiresAt: assignment.expiresAt })).errors).toEqual([]);
    expect((await held(holder)).expiresAt).toBe(assignment.expiresAt);
  });

  it('6.10 a fresh request follows inside the window only where the policy allows no extension', async () => {
    const closed = await holding({ extensionAllowed: false, extensionWindow: 'P5D' });
    const open = await holding({});
    t.clock.advance('P20D');
    const options = async ({ holder, pkg }: typeof open) =>
      (await t.query<Answer>(OPTIONS, { id: pkg.id }, { as: holder })).requestOptions;
    expect((await options(closed)).gates).toMatchObject([
      { code: 'ALREADY_ASSIGNED', possibleFrom: at(closed.assignment.expiresAt, -5) },
    ]);
    t.clock.advance('P6D');
    expect((await options(open)).gates).toMatchObject([{ code: 'ALREADY_ASSIGNED', possibleFrom: open.assignment.expiresAt }]);
    expect(await askInVain(t, open.holder, open.pkg)).toEqual(['ALREADY_ASSIGNED']);
    expect(await ask(t, closed.holder, closed.pkg)).toMatchObject({ state: 'SCHEDULED' });
  });

  it('6.10 a policy says its window and its ceiling, and keeps no ceiling below what it gives at once', async () => {
    const pkg = await t.world.package({});
    const admin = await t.world.admin();
    const create = `mutation ($input: CreateAssignmentPolicyInput!) { createAssignmentPolicy(input: $input) {
      assignmentPolicy { currentVersion { extensionWindow extensionCeiling } } errors { code path } } }`;
    const expiration = { kind: 'AFTER_DURATION', duration: 'P30D' };
    const make = async (name: string, more: object) =>
      (
        await t.query<Answer>(
          create,
          {
            input: {
              accessPackageId: pkg.id,
              name,
              definition: { scope: 'ALL_MEMBERS', expiration: { ...expiration, ...more } },
            },
          },
          { as: admin },
        )
      ).createAssignmentPolicy;
    expect(await make('Plain', {})).toMatchObject({
      assignmentPolicy: { currentVersion: { extensionWindow: 'P14D', extensionCeiling: null } },
    });
    expect(await make('Both', { extensionWindow: 'P3D', extensionCeiling: 'P90D' })).toMatchObject({
      assignmentPolicy: { currentVersion: { extensionWindow: 'P3D', extensionCeiling: 'P90D' } },
    });
    expect((await make('Low', { extensionCeiling: 'P20D' })).errors).toEqual([
      { code: 'INVALID', path: ['definition', 'expiration', 'extensionCeiling'] },
    ]);
  });
});
