import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandContext } from '@gatehouse/server/app/commands/command-context';
import { doctorCommand } from '@gatehouse/server/app/commands/doctor';
import { jobsCommand } from '@gatehouse/server/app/commands/jobs';
import { migrateCommand } from '@gatehouse/server/app/commands/migrate';
import { seedCommand } from '@gatehouse/server/app/commands/seed';
import { signInLinkCommand } from '@gatehouse/server/app/commands/sign-in-link';
import { tokenCommand } from '@gatehouse/server/app/commands/token';
import { finishRun, openTick } from '@gatehouse/server/kernel/jobs/job-run';
import { newCommandLine } from '@gatehouse/server/app/commands/command-line';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { runCli } from '../testkit/cli.ts';
import { type TestServer } from '../testkit/server.ts';

let test: TestApp;
let server: TestServer;
beforeAll(async () => {
  // Commands have the machine's clock, so the server has it too.
  test = await startTestApp({ now: new Date() });
  server = await test.listen();
});
afterAll(() => test.stop());

/** What the last command said beside its answer. */
let said: string[] = [];

/** Runs a command in this process, on the test's application. @returns the lines it printed; rejects with its sentence */
async function run(...args: string[]): Promise<string[]> {
  const lines: string[] = [];
  said = [];
  const database = { ...test.database, embedded: null, stop: async () => undefined };
  const context: CommandContext = {
    config: () => test.app.config,
    print: (line) => void lines.push(line),
    say: (line) => void said.push(line),
    withDatabase: (work) => work(database),
    withMigrated: (work) => work(database),
    withApp: (work) => work(test.app),
  };
  const program = newCommandLine();
  for (const register of [doctorCommand, jobsCommand, migrateCommand, seedCommand, signInLinkCommand, tokenCommand])
    register(program, context);
  await program.parseAsync(args, { from: 'user' });
  return lines;
}

describe('the command line', () => {
  it('as a process prints what was asked for and nothing else, or one sentence', async () => {
    await test.world.user({ name: 'Clio Line', email: 'clio.line@contoso.example' });
    const made = await runCli(test, [
      'token',
      'create',
      '--user',
      'Clio.Line@contoso.example',
      '--name',
      'script',
      '--scope',
      'write',
    ]);
    expect(made).toEqual({ code: 0, stderr: '', stdout: expect.stringMatching(/^gh_pat_[\w-]{43}\n$/) });
    const { body } = await server.post('{ viewer { user { name } tokenScope } apiTokens { nodes { name } } }', {
      headers: { authorization: `Bearer ${made.stdout.trim()}` },
    });
    expect(body.data).toEqual({
      viewer: { user: { name: 'Clio Line' }, tokenScope: 'WRITE' },
      apiTokens: { nodes: [{ name: 'script' }] },
    });
    const wrong = await runCli(test, ['token', 'create', '--user', 'x', '--name', 'x', '--scope', 'all']);
    expect(wrong).toEqual({ code: 1, stdout: '', stderr: '--scope is "all". Allowed: read, adhoc or write.\n' });
  }, 60_000);

  it('confines a token to catalogs, by name or by id', async () => {
    const user = await test.world.user();
    const [here, there] = [await test.world.catalog({ name: 'Here' }), await test.world.catalog()];
    const create = (...more: string[]) => run('token', 'create', '--user', user.id, '--name', 'x', ...more);
    const [secret] = await create('--scope', 'adhoc', '--catalog', 'Here', there.id);
    const headers = { authorization: `Bearer ${secret}` };
    const { body } = await server.post('{ viewer { tokenScope tokenCatalogIds } }', { headers });
    expect(body.data.viewer).toEqual({ tokenScope: 'ADHOC', tokenCatalogIds: [here.id, there.id] });
    await expect(create('--catalog', 'Nowhere')).rejects.toThrow('There is no catalog "Nowhere".');
  });

  it('makes a sign-in link that works', async () => {
    const user = await test.world.user();
    const [link] = await run('sign-in-link', '--user', user.id);
    expect(link).toMatch(new RegExp(`^${server.url}/sign-in/link/[\\w-]{43}$`));
    const body = JSON.stringify({ token: link!.split('/').at(-1) });
    const answer = await fetch(`${server.url}/auth/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    [
      ['token', 'create', '--user', 'nobody@contoso.example', '--name', 'x'],
      'There is no user "nobody@contoso.example" in the database of DATABASE_URL.',
    ],
    [
      ['token', 'create', '--user', 'x', '--name', 'x', '--expires', 'P1M'],
      '--expires is "P1M". Allowed: a duration such as P30D, at most P365D.',
    ],
    [['token', 'create', '--user', 'x', '--name', 'x', '--scope', 'all'], '--scope is "all". Allowed: read, adhoc or write.'],
    [['jobs', 'run', 'nothing'], /^There is no job "nothing"\. There are: /],
    [
      ['jobs', 'run', 'all', '--now', 'tomorrow'],
      '--now is "tomorrow". Allowed: an ISO 8601 time such as 2026-03-01T09:00:00Z, or a duration such as +P91D.',
    ],
    [['seed', 'demo'], 'The demo company is made in demo mode only: set GATEHOUSE_DEMO=1.'],
    [['dance'], "error: unknown command 'dance'"],
    [['token'], 'Say which command you mean; --help lists them.'],
  ])('says in one sentence what is wrong: %j', async (args, sentence) => {
    await expect(run(...args)).rejects.toThrow(sentence);
  });

  it('signs nobody in who is blocked', async () => {
    const user = await test.world.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' });
    await expect(run('sign-in-link', '--user', user.id)).rejects.toThrow('is blocked and may not sign in');
  });

  it('lists the jobs, and runs them as of another time', async () => {
    expect(await run('jobs', 'list')).toContainEqual(expect.stringMatching(/^expiry\t.*\tEnds assignments/));
    const [report] = await run('jobs', 'run', 'expiry', '--now', '2030-01-01T00:00:00Z');
    expect(JSON.parse(report!)).toMatchObject({ asOf: '2030-01-01T00:00:00.000Z', jobs: [{ name: 'expiry' }] });
    expect(said).toEqual(['Acted as of 2030-01-01T00:00:00.000Z; what it wrote bears that time. Nothing was due.']);
    const before = Date.now();
    const [later] = await run('jobs', 'run', 'expiry', '--now', '+P91D');
    const { asOf } = JSON.parse(later!) as { asOf: string };
    expect(Math.round((Date.parse(asOf) - before) / 86_400_000)).toBe(91);
    await expect(run('jobs', 'run', 'expiry', '--now', '+soon')).rejects.toThrow('--now is "+soon". Allowed: an ISO 8601 time');
  });

  it('only looks: where there is no database it makes none, and says where it looked', async () => {
    const dataDir = join(tmpdir(), `gatehouse-no-data-${process.pid}`);
    const command = ['sign-in-link', '--user', 'somebody@contoso.example'];
    const nowhere = await runCli(test, command, { DATABASE_URL: '', DATA_DIR: dataDir });
    expect(nowhere).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(`^There is no database in ${dataDir} yet`),
    });
    expect(existsSync(dataDir)).toBe(false);
    const away = await runCli(test, command, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/gatehouse' });
    expect(away).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1.\n',
    });
    await expect(run(...command)).rejects.toThrow('There is no user "somebody@contoso.example" in');
  }, 60_000);

  it('migrates, and looks at everything it depends on', async () => {
    expect(await run('migrate')).toEqual(['The database is up to date.']);
    const findings = await run('doctor');
    expect(findings).toContain('ok: The database is migrated to this version.');
    expect(findings).toContainEqual(expect.stringMatching(/^warning: No mail is sent/));
    expect(findings).toContain('ok: Groups with roles in Gatehouse are given with approval only.');
  });

  it('6.4 doctor names the packages that give a group with roles without approval', async () => {
    const { world } = test;
    const catalog = await world.catalog();
    const group = await world.group();
    const { roles } = await world.resource({ group, catalogs: [catalog] });
    await world.package({ name: 'Way in', catalog, roles, policy: { name: 'Open to all' } });
    await world.catalogRole(catalog, { role: 'OWNER', holder: await world.group({ groups: [group] }) });
    expect(await run('doctor')).toContainEqual(
      expect.stringMatching(/^warning: The package "Way in" leads into a group .* "Open to all"/),
    );
  });

  it('6.22 the doctor names a job that has not run, and runs that were left unfinished', async () => {
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    await test.world.write((change) => {
      change.create(JobRun, { job: 'expiry', fireTime: ago(600), finishedAt: ago(600), outcome: {} });
      change.create(JobRun, { job: 'expiry', fireTime: ago(300), holder: 'gone/1', heldUntil: ago(290) });
    });
    const left = await openTick(test.app, 'expiry', ago(0));
    const findings = await run('doctor');
    expect(findings).toContainEqual(
      expect.stringMatching(/^warning: The timed job "expiry" has not been done for 60\d seconds\. It is in the hands of /),
    );
    expect(findings.join()).toContain('left unfinished; others took over: expiry (1).');
    await finishRun(test.app, (left as { run: string }).run, { outcome: {} });
    expect((await run('doctor')).join()).not.toContain('"expiry"');
  });
});
