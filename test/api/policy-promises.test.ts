import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { EXTEND } from '../testkit/documents.ts';
import { ask, askInVain, look, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => void (t = await startTestApp()));
afterAll(() => t.stop());

const CREATE = `mutation ($input: CreateAssignmentPolicyInput!) { createAssignmentPolicy(input: $input) {
  assignmentPolicy { id } warnings { code message path } errors { code path message } } }`;

describe('6.17 an end brought nearer', () => {
  it('6.17 overtakes a pending extension, like a removal; an end moved on waits for it', async () => {
    const [approver, holder, admin] = [await t.world.user(), await t.world.user(), await t.world.admin()];
    const pkg = await t.world.package({
      policy: { duration: 'P30D', extensionNeedsApproval: true, extensionStages: [{ approvers: [approver] }] },
    });
    const request = await ask(t, holder, pkg);
    await t.drain();
    const { assignment } = await look(t, holder, request);
    t.clock.advance('P20D');
    const extend = async (as: { id: string }, input: object) =>
      (await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id, ...input } }, { as })).extendAssignment;
    const extension = (await extend(holder, {})).accessRequest;
    const [sooner, later] = [5, 20].map((days) => new Date(t.clock.now().getTime() + days * 86_400_000).toISOString());
    expect((await extend(admin, { expiresAt: later })).errors[0].gates).toMatchObject([{ code: 'REQUEST_PENDING' }]);
    expect((await extend(admin, { expiresAt: sooner })).errors).toEqual([]);
    await t.drain();
    expect((await look(t, holder, request)).assignment.expiresAt).toBe(sooner);
    const overtaken = await look(t, 'system', extension);
    expect(overtaken).toMatchObject({ state: 'CANCELED', stages: [{ state: 'CANCELED' }] });
    expect(overtaken.timeline.nodes.map(({ action }: Answer) => action)).toContain('request.overtaken');
  });
});

describe('6.17 a second policy of equal rank', () => {
  it('6.17 is saved with a warning where it is for some of the same people, and the requester chooses', async () => {
    const admin = await t.world.admin();
    const [inBoth, inOne] = [await t.world.user(), await t.world.user()];
    const inner = await t.world.group({ users: [inBoth] });
    const outer = await t.world.group({ groups: [inner] });
    const pkg = await t.world.package({ policy: { name: 'First', for: [inBoth, inOne] } });
    const create = async (name: string, definition: object, more: object = {}) => {
      const expiration = { kind: 'NEVER' };
      const input = { accessPackageId: pkg.id, name, definition: { expiration, ...definition }, ...more };
      const { createAssignmentPolicy } = await t.query<Answer>(CREATE, { input }, { as: admin });
      expect(createAssignmentPolicy.errors).toEqual([]);
      return createAssignmentPolicy;
    };
    const scope = 'SPECIFIC_USERS_AND_GROUPS';
    const second = await create('Second', { scope, scopeGroupIds: [outer.id] });
    expect(second.warnings).toMatchObject([{ code: 'EQUAL_RANK', path: ['priority'] }]);
    expect(second.warnings[0].message).toContain('"First"');
    const codes = async (...made: Parameters<typeof create>) => (await create(...made)).warnings.map(({ code }: Answer) => code);
    const stranger = await t.world.user();
    expect(await codes('For others', { scope, scopeUserIds: [stranger.id] })).toEqual([]);
    expect(await codes('Of another rank', { scope, scopeGroupIds: [outer.id] }, { priority: 50 })).toEqual([]);
    expect(await codes('Switched off', { scope, scopeUserIds: [inOne.id] }, { state: 'DISABLED' })).toEqual([]);
    expect(await askInVain(t, inOne, pkg, { policyId: second.assignmentPolicy.id })).toEqual(['POLICY_NOT_APPLICABLE']);
  });
});

describe('6.17 the texts of a question', () => {
  it('6.17 are read in the language of the requester, else as they were written', async () => {
    const [admin, requester] = [await t.world.admin(), await t.world.user()];
    const pkg = await t.world.package({});
    const questions = [
      {
        kind: 'SINGLE_CHOICE',
        text: 'Which site?',
        translations: [{ language: 'de', text: 'Welcher Standort?' }],
        choices: [{ value: 'm', text: 'Munich', translations: [{ language: 'de', text: 'München' }] }],
      },
    ];
    const definition = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' }, questions };
    await t.query(CREATE, { input: { accessPackageId: pkg.id, name: 'Asks', definition } }, { as: admin });
    const query = `query ($id: ID!) { requestOptions(accessPackageId: $id) { policies { questions { text localizedText localizedChoices { value text } } } } }`;
    const read = async (languages: string[]) => {
      const { requestOptions } = await t.query<Answer>(query, { id: pkg.id }, { as: requester, languages });
      return requestOptions.policies[0].questions[0];
    };
    const munich = { value: 'm', text: 'München' };
    expect(await read(['de-AT', 'en'])).toEqual({
      text: 'Which site?',
      localizedText: 'Welcher Standort?',
      localizedChoices: [munich],
    });
    for (const languages of [[], ['fr'], ['en', 'de']]) {
      expect(await read(languages)).toMatchObject({ localizedText: 'Which site?', localizedChoices: [{ text: 'Munich' }] });
    }
  });
});
