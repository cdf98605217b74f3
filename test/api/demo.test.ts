import { seedDemo } from '@gatehouse/server/app/demo/seed-demo';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestDatabase } from '../testkit/database.ts';
import { createDemoDatabase } from '../testkit/demo-database.ts';
import { type Answer } from '../testkit/flow.ts';

let demo: TestDatabase;
let t: TestApp;
beforeAll(async () => {
  demo = await createDemoDatabase();
  t = await startTestApp({ now: new Date(), databaseUrl: async () => demo.url });
});
afterAll(async () => {
  await t?.stop();
  await demo?.drop();
});

test('the demo company is half lived: every kind of end and every kind of waiting is there', async () => {
  const { accessRequests } = await t.query<Answer>(
    `query { accessRequests(first: 100) { totalCount nodes { type state target { name } accessPackage { name } } } }`,
    {},
    { as: 'system' },
  );
  const states = new Set(accessRequests.nodes.map(({ state }: Answer) => state));
  expect(states).toEqual(new Set(['DELIVERED', 'DENIED', 'EXPIRED', 'CANCELED', 'PENDING_APPROVAL', 'DELIVERING']));
});

test('the fixed people and packages are there', async () => {
  const { users, accessPackages } = await t.query<Answer>(
    `query { users(first: 100) { totalCount nodes { email } } accessPackages(first: 100) { nodes { name } } }`,
    {},
    { as: 'system' },
  );
  const mails = users.nodes.map(({ email }: Answer) => email);
  for (const who of [
    'admin',
    'auditor',
    'adele.vance',
    'megan.bowen',
    'alex.wilber',
    'miriam.graham',
    'christie.cline',
    'diego.siciliani',
    'peter.vega',
    'grady.archie',
  ]) {
    expect(mails).toContain(`${who}@contoso.example`);
  }
  expect(mails).toContain('amber.rodriguez@northwind.example');
  expect(mails).not.toContain('pat.stone@northwind.example');
  const names = accessPackages.nodes.map(({ name }: Answer) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Project License',
      'Extended remote access',
      'ERP project',
      'Team lunch list',
      'Partner applications',
      'Project Nextgen',
      'Photographer',
    ]),
  );
});

test('its partners live too: guests, Prospects who wait for their sponsors, and an organization that nobody has confirmed', async () => {
  const { connectedOrganizations } = await t.query<Answer>(
    `query { connectedOrganizations(first: 10) { nodes { name state sponsors { kind active } people(first: 10) { nodes { name state } } } } }`,
    {},
    { as: 'system' },
  );
  const people = (states: Answer[]) => states.map(({ name, state }: Answer) => `${name} ${state}`).sort();
  const said = connectedOrganizations.nodes.map(({ name, state, sponsors, people: { nodes } }: Answer) => ({
    name,
    state,
    sponsors: sponsors
      .filter(({ active }: Answer) => active)
      .map(({ kind }: Answer) => kind)
      .sort(),
    people: people(nodes),
  }));
  expect(said).toEqual([
    { name: 'Fabrikam', state: 'CONFIGURED', sponsors: ['INTERNAL'], people: ['Kai Carter ACTIVE', 'Ravi Menon PROSPECT'] },
    {
      name: 'Northwind Traders',
      state: 'CONFIGURED',
      sponsors: ['EXTERNAL', 'INTERNAL'],
      people: ['Amber Rodriguez ACTIVE', 'Noor Bakker PROSPECT', 'Robin Miles ACTIVE'],
    },
    { name: 'southridge.example', state: 'PROPOSED', sponsors: [], people: ['Sasha Ouellet ACTIVE'] },
  ]);
});

test('a database that holds somebody is not filled again', async () => {
  await expect(seedDemo(t.app)).rejects.toThrow(/not empty/);
});
