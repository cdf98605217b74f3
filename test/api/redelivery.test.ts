import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable } from '../testkit/delivery.ts';
import { ask, type Answer } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('what a change of rights means for holders is made good, also where the queue lost the work', async () => {
  const { target, accessPackage, catalog, connector, role } = await deliverable(t);
  const other = await t.world.resource({ connector, catalogs: [catalog] });
  const owner = await t.world.user();
  await t.world.catalogRole(catalog, { role: 'OWNER', holder: owner });
  const holder = await t.world.user();
  await ask(t, holder, accessPackage);
  await t.drain();
  expect(target.holders(role)).toEqual([holder.id]);
  const set = `mutation ($input: SetAccessPackageRolesInput!) { setAccessPackageRoles(input: $input) { errors { code message } } }`;
  const input = { id: accessPackage.id, roles: [{ resourceRoleId: other.roles[0]!.id }] };
  expect(await t.query<Answer>(set, { input }, { as: owner })).toMatchObject({ setAccessPackageRoles: { errors: [] } });
  await t.app.orm.em.fork().getConnection().execute(`delete from work.job where name = 'redeliver'`);
  t.clock.advance('PT1H');
  await t.runJobs('all');
  expect([target.holders(role), target.holders(other.roles[0]!)]).toEqual([[], [holder.id]]);
  const again = await t.runJobs('package-redeliveries');
  expect(JSON.stringify(again)).not.toContain('"queued":1');
});
