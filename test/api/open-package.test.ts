import { newId } from '@gatehouse/schema/shared/ids';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';
import { type TestPackagePlan } from '../testkit/world.ts';

let t: TestApp;
let server: TestServer;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
});
afterAll(() => t.stop());

const told = async (id: string) => {
  const answer = await fetch(`${server.url}/auth/package/${encodeURIComponent(id)}`);
  return { status: answer.status, body: await answer.text() };
};
const NOTHING = { status: 200, body: '{}' };

async function offer(policy: TestPackagePlan['policy'], catalog: object = {}, state: 'ACTIVE' | 'RETIRED' = 'ACTIVE') {
  const open = await t.world.catalog({ externallyVisible: true, ...catalog });
  return t.world.package({ name: 'Photographer', description: 'Pictures', catalog: open, hidden: true, state, policy });
}

test('the link of a package says what it is, where everybody from outside may ask for it', async () => {
  const { id } = await offer({ scope: 'ALL_EXTERNAL' });
  expect(await told(id)).toEqual({ status: 200, body: '{"name":"Photographer","description":"Pictures"}' });
});

test('else it answers as if there were none', async () => {
  const organization = await t.world.organization({ domains: ['northwind.example'] });
  const kept = [
    await offer({ scope: 'ALL_MEMBERS' }),
    await offer({ scope: 'ALL_CONFIGURED_ORGANIZATIONS' }),
    await offer({ scope: 'SPECIFIC_ORGANIZATIONS', organizations: [organization] }),
    await offer({ scope: 'ALL_EXTERNAL', state: 'DISABLED' }),
    await offer({ scope: 'ALL_EXTERNAL', selfAdd: false }),
    await offer({ scope: 'ALL_EXTERNAL' }, { externallyVisible: false }),
    await offer({ scope: 'ALL_EXTERNAL' }, { state: 'UNPUBLISHED' }),
    await offer({ scope: 'ALL_EXTERNAL' }, {}, 'RETIRED'),
  ];
  for (const { id } of kept) expect(await told(id)).toEqual(NOTHING);
  for (const id of [newId(AccessPackage), organization.id, 'pkg_', 'nonsense', 'pkg_\u0000', 'x'.repeat(90)])
    expect(await told(id)).toEqual(NOTHING);
});

test('and one caller does not ask for ever', async () => {
  const answers = await Promise.all(Array.from({ length: 310 }, () => told('pkg_1')));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
});
