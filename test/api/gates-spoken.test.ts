import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const GATES = 'gates { code message fixedBy fixedByYou people { name email } }';
const OPTIONS = `query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) { ${GATES} policies { ${GATES} } } }`;
const SUBMIT = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) {
  errors { message ... on NotEligibleError { ${GATES} } } } }`;

async function gatesFor(as: { id: string }, pkg: { id: string }, target: { id: string } | null = null): Promise<Answer> {
  const { requestOptions } = await t.query<Answer>(OPTIONS, { id: pkg.id, target: target?.id ?? null }, { as });
  return requestOptions.gates;
}

/** A package nobody may have any more, whose catalog has an owner and, through nested groups, a package manager. */
async function retired() {
  const { world } = t;
  const owner = await world.user({ name: 'Olga Owner', email: `olga-${(count += 1)}@contoso.example` });
  const manager = await world.user({ name: 'Paul Packager', email: `paul-${count}@contoso.example` });
  const group = await world.group({ groups: [await world.group({ users: [manager] })] });
  const catalog = await world.catalog({
    externallyVisible: true,
    roles: [
      { role: 'OWNER', holder: owner },
      { role: 'PACKAGE_MANAGER', holder: group },
    ],
  });
  const pkg = await world.package({ catalog, state: 'RETIRED', policy: { scope: 'ALL_USERS', managerOnBehalf: true } });
  return { owner, manager, pkg };
}
let count = 0;

describe('6.37 a refusal speaks to its reader and says who can do something about it', () => {
  test('6.37 to the requester: you, and the people to write to, package managers before owners', async () => {
    const { owner, manager, pkg } = await retired();
    const reader = await t.world.user();
    const people = [
      { name: manager.name, email: manager.email },
      { name: owner.name, email: owner.email },
    ];
    expect(await gatesFor(reader, pkg)).toMatchObject([{ code: 'PACKAGE_RETIRED', fixedByYou: false, people }]);
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: reader });
    expect(submitAccessRequest.errors[0].gates).toMatchObject([{ code: 'PACKAGE_RETIRED', fixedByYou: false, people }]);
  });

  test('6.37 of what one has already: you; of a report, by name', async () => {
    const boss = await t.world.user();
    const ada = await t.world.user({ name: 'Ada', manager: boss });
    const pkg = await t.world.package({ policy: { managerOnBehalf: true } });
    await ask(t, ada, pkg);
    await t.drain();
    const said = async (as: { id: string }) => (await gatesFor(as, pkg, ada)).map(({ message }: Answer) => message);
    expect(await said(ada)).toEqual(['You already have this package, without an end.']);
    expect(await said(boss)).toEqual(['Ada already has this package, without an end.']);
    const input = { accessPackageId: pkg.id, targetId: ada.id };
    const { submitAccessRequest } = await t.query<Answer>(SUBMIT, { input }, { as: boss });
    expect(submitAccessRequest.errors[0].message).toBe('Ada already has this package, without an end.');
  });

  test('6.37 why a policy applies: to you; to a report, by name', async () => {
    const boss = await t.world.user();
    const ada = await t.world.user({ name: 'Bea', manager: boss });
    const pkg = await t.world.package({ policy: { managerOnBehalf: true } });
    const because = async (as: { id: string }) =>
      (
        await t.query<Answer>(
          'query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) { policies { because } } }',
          { id: pkg.id, target: ada.id },
          { as },
        )
      ).requestOptions.policies[0].because;
    expect(await because(ada)).toBe('This policy, because it is the only one for you.');
    expect(await because(boss)).toBe('This policy, because it is the only one for Bea.');
  });

  test('6.37 to somebody from outside: nobody is named, whatever else they may read', async () => {
    const { pkg } = await retired();
    for (const roles of [[], ['AUDITOR']] as const) {
      const guest = await t.world.user({ kind: 'GUEST', roles });
      expect(await gatesFor(guest, pkg)).toMatchObject([{ code: 'PACKAGE_RETIRED', fixedByYou: false, people: [] }]);
    }
  });

  test('6.37 to whoever can do it: that they can, and the others', async () => {
    const { owner, manager, pkg } = await retired();
    const admin = await t.world.admin();
    expect(await gatesFor(admin, pkg)).toMatchObject([
      { fixedByYou: true, people: [{ name: manager.name }, { name: owner.name }] },
    ]);
    expect(await gatesFor(owner, pkg)).toMatchObject([{ fixedByYou: true, people: [{ name: manager.name }] }]);
  });

  test('6.37 a request that failed later says it to each of its readers', async () => {
    const ben = await t.world.user({ name: 'Ben' });
    const admin = await t.world.admin({ name: 'Adam' });
    const pkg = await t.world.package({ policy: {} });
    const { id } = await ask(t, ben, pkg);
    const kept = {
      code: 'TARGET_NOT_ELIGIBLE',
      message: 'This person is blocked and can be given nothing now.',
      fixedBy: 'ADMINISTRATOR',
    };
    const run = t.app.orm.em.fork().getConnection();
    await run.execute('update access_request set gates = ?::jsonb where id = ?', [JSON.stringify([kept]), id]);
    const read = async (as: { id: string }) =>
      (await t.query<Answer>(`query ($id: ID!) { node(id: $id) { ... on AccessRequest { ${GATES} } } }`, { id }, { as })).node
        .gates;
    const toBen = (await read(ben))[0];
    expect(toBen).toMatchObject({ message: 'You are blocked and can be given nothing now.', fixedByYou: false });
    expect(toBen.people.map(({ name }: Answer) => name)).toContain('Adam');
    expect(toBen.people.length).toBeLessThanOrEqual(5);
    expect(await read(admin)).toMatchObject([{ message: 'Ben is blocked and can be given nothing now.', fixedByYou: true }]);
  });
});
