import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { runCli } from '../testkit/cli.ts';
import { ask, look } from '../testkit/flow.ts';
import { rowsOf } from '../testkit/import.ts';

/** 26,276 real decisions, published and anonymized; not part of the repository. The variable names the file or its folder. */
const file = given(process.env.GATEHOUSE_TEST_DATA);
if (!file) console.log('The import of real data is skipped: GATEHOUSE_TEST_DATA names no folder with access-decisions.csv.');

/** The most memory that an import may take, in megabytes. */
const MEMORY_LIMIT = 300;
const KEY = ['--key', 'manager,rollup_1,rollup_2,department,title,family_description,family,role_code'];
const ATTRIBUTES = ['rollup_1', 'rollup_2', 'family', 'family_description', 'role_code']
  .map((name) => `attribute.${name}=${name}`)
  .join(',');
const DIRECTORY = [...KEY, '--map', `jobTitle=title,${ATTRIBUTES}`];
const HISTORY = [...KEY, '--map', 'jobTitle=title', '--date', '2011-06-30'];

function given(path: string | undefined): string | null {
  const stats = path ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (!path || !stats) return null;
  return stats.isDirectory() ? join(path, 'access-decisions.csv') : path;
}

describe.skipIf(!file)('real decisions', () => {
  let t: TestApp;
  let admin: User;
  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.world.admin();
  });
  afterAll(() => t.stop());

  /** Runs an import, says what it took, and holds it to its memory. */
  async function run(kind: 'directory' | 'history', flags: string[]): Promise<string> {
    const { code, stdout, stderr } = await runCli(t, ['import', kind, file!, ...flags]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    console.log(`import ${kind}: ${stdout.trim()}`);
    expect(Number(/at most (\d+) MB/.exec(stdout)?.[1])).toBeLessThan(MEMORY_LIMIT);
    return stdout;
  }

  /** How much there is of what an import makes, its traces included. */
  async function counts(): Promise<unknown> {
    const [row] = await rowsOf(
      t,
      `select (select count(*)::int from app_user where external_key is not null) as people, (select count(*)::int from access_package) as packages,
         (select count(*)::int from access_request) as requests, (select count(*)::int from decision) as decisions,
         (select count(*)::int from audit_event where details->>'source' = 'IMPORT') as evidence, (select max(version) from app_user) as version`,
    );
    return row;
  }

  test('both imports, run twice, end with every person, package and request once', async () => {
    expect(await run('directory', DIRECTORY)).toContain(
      'People: 12,885 new (4,055 of them known as managers only), 0 changed, 0 unchanged. No problems.',
    );
    expect(await run('history', HISTORY)).toContain(
      '26,276 requests new, 0 known already; 6,702 packages new in the catalog "Imported". No problems.',
    );
    const once = await counts();
    expect(once).toMatchObject({ people: 12_885, packages: 6_702, requests: 26_276, decisions: 26_276, version: 1 });
    expect(await run('directory', DIRECTORY)).toContain('People: 0 new, 0 changed, 8,830 unchanged. No problems.');
    expect(await run('history', HISTORY)).toContain('0 requests new, 26,276 known already; 0 packages new');
    expect(await counts()).toEqual(once);
  });

  test('what was approved and what was denied can be counted and searched', async () => {
    const list = async (filter: string) => {
      const document = `{ accessRequests(filter: { source: { eq: IMPORTED }, ${filter} }, first: 1) { totalCount nodes { id } } }`;
      return (await t.query<{ accessRequests: { totalCount: number } }>(document, {}, { as: admin })).accessRequests.totalCount;
    };
    expect(await list('state: { eq: DELIVERED }')).toBe(24_757);
    expect(await list('state: { eq: DENIED }')).toBe(1_519);
    expect(await list('target: { attributes: { name: "rollup_1", eq: "117961" } }')).toBeGreaterThan(10_000);
  });

  test('a new request by one of those people goes through to delivered', async () => {
    const [denied] = await rowsOf<{ target: string; package: string }>(
      t,
      `select target_id as target, access_package_id as package from access_request where state = 'DENIED' order by id limit 1`,
    );
    const [target, accessPackage] = [{ id: denied!.target }, { id: denied!.package }];
    await t.world.policy({ accessPackage });
    const request = await ask(t, target, accessPackage);
    await t.runJobs('all');
    expect(await look(t, target, request)).toMatchObject({ state: 'DELIVERED', assignment: { grants: [{ state: 'ACTIVE' }] } });
  });
});
