import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { planRoleChange, wordOfRight, type Right } from '@gatehouse/schema/rules/carriers';
import { newId } from '@gatehouse/schema/shared/ids';
import { carriedByHolders, packagesBehind } from '@gatehouse/server/features/assignments/carried-rights.facts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable } from '../testkit/delivery.ts';
import { ask, type Answer } from '../testkit/flow.ts';
import { rolledBack } from '../testkit/rolled-back.ts';

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

/** One thing that may make what somebody carries differ from what their package gives; the numbers pick among what there is. */
const STEP = fc.record({
  do: fc.constantFrom('give', 'giveScoped', 'giveNoMore', 'carryNoMore', 'carryAgain', 'removed', 'ending', 'pastItsEnd', 'ends'),
  which: fc.nat(),
});

const nth = (table: string, which: number, where = 'true') =>
  `(select id from ${table} where ${where} order by id offset (${which} % greatest((select count(*) from ${table} where ${where}), 1)) limit 1)`;

test('the job finds exactly the packages of which the rule would change a holder', async () => {
  const { accessPackage, catalog, connector } = await deliverable(t);
  const { roles } = await t.world.resource({ connector, catalogs: [catalog] });
  const second = await t.world.package({ catalog, roles, policy: {} });
  for (const asked of [accessPackage, second]) for (let n = 0; n < 2; n += 1) await ask(t, await t.world.user(), asked);
  await t.drain();
  const now = t.clock.now();
  const [past, later] = [-1, 1].map((hours) => `'${new Date(now.getTime() + hours * 3_600_000).toISOString()}'`);
  const sqlOf = ({ do: what, which }: { do: string; which: number }) => {
    const pair = `select '${newId(AccessPackageRole)}', now(), p.id, r.id`;
    const from = `from access_package p, resource_role r where p.id = ${nth('access_package', which)} and r.id = ${nth('resource_role', which >> 4)}`;
    const into = 'insert into access_package_role (id, created_at, access_package_id, resource_role_id, scope)';
    return {
      give: `${into} ${pair}, '' ${from} on conflict do nothing`,
      giveScoped: `${into} ${pair}, 'north' ${from} on conflict do nothing`,
      giveNoMore: `delete from access_package_role where id = ${nth('access_package_role', which)}`,
      carryNoMore: `update grant_carrier set ended_at = now() where id = ${nth('grant_carrier', which)}`,
      carryAgain: `update grant_carrier set ended_at = null where id = ${nth('grant_carrier', which)}`,
      removed: `update access_grant set state = 'REMOVED' where id = ${nth('access_grant', which)}`,
      ending: `update assignment set state = 'ENDING' where id = ${nth('assignment', which)}`,
      pastItsEnd: `update assignment set expires_at = ${past} where id = ${nth('assignment', which)}`,
      ends: `update assignment set expires_at = ${later} where id = ${nth('assignment', which)}`,
    }[what]!;
  };
  let found = 0;
  await rolledBack(t, async ({ em, undo }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { maxLength: 6 }), async (steps) => {
        for (const step of steps) await em.execute(sqlOf(step));
        const behind = await packagesBehind(em, now);
        const byTheRule = [];
        for (const { id } of await em.execute<{ id: string }[]>('select id from access_package order by id')) {
          const given = await em.execute<Right[]>(
            'select resource_role_id as "resourceRoleId", scope from access_package_role where access_package_id = ?',
            [id],
          );
          if (planRoleChange(given.map(wordOfRight), await carriedByHolders(em, id), now).length > 0) byTheRule.push(id);
        }
        expect(behind).toEqual(byTheRule);
        found += behind.length;
        await undo();
      }),
      { numRuns: 60 },
    );
  });
  expect(found).toBeGreaterThan(0);
});
