import { User } from '@gatehouse/schema/identity/user.entity';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestDatabase } from '../testkit/database.ts';
import { createDemoDatabase } from '../testkit/demo-database.ts';

const FOLDER = new URL('../../packages/web/src/features/explorer/examples/', import.meta.url);

/** Who runs an example; the administrator where nothing is said. */
const WHO: Readonly<Record<string, string>> = {
  '03-my-access.graphql': 'adele.vance',
  '04-approval-queue.graphql': 'christie.cline',
  '10-watch-my-queue.graphql': 'christie.cline',
};

/** The examples of the explorer, with the variables that a comment in each gives. */
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => {
    const source = readFileSync(new URL(name, FOLDER), 'utf8');
    const variables = /^# variables: (.+)$/m.exec(source)?.[1] ?? '{}';
    return { name, source, who: WHO[name] ?? 'admin', variables: JSON.parse(variables) as object };
  });

describe('the examples of the explorer', () => {
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

  test('there are some, each with a title', () => {
    expect(EXAMPLES.length).toBeGreaterThan(5);
    for (const { name, source } of EXAMPLES) expect(source, name).toMatch(/^# \S/);
  });

  test.each(EXAMPLES)('$name runs against the demo company', async ({ source, variables, who }) => {
    const as = await t.app.orm.em.fork().findOneOrFail(User, { email: `${who}@contoso.example` });
    if (/^subscription\b/m.test(source)) return (await t.subscribe(source, variables, { as })).stop();
    const { data, errors } = await t.execute(source, variables, { as });
    expect(errors).toBeUndefined();
    // A connection without a row would show nothing to whoever tries the example.
    for (const shown of Object.values(data ?? {})) expect((shown as { nodes?: unknown[] }).nodes ?? [shown]).not.toEqual([]);
  });
});
