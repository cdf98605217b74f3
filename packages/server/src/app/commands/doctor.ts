import { type Command } from 'commander';
import { DateTime } from 'luxon';
import pg from 'pg';
import { type Configuration } from '../../kernel/config/config.ts';
import { type Database } from '../../kernel/db/connect.ts';
import { limited, SERVER_LIMITS } from '../../kernel/db/limits.ts';
import { missingMigrations } from '../../kernel/db/migrate.ts';
import { createOrm } from '../../kernel/db/orm.ts';
import { jobHealth, lateSentences } from '../../kernel/jobs/job-health.ts';
import { ENTITIES, JOBS } from '../brought.ts';
import { mailProblems } from '../../kernel/mail/mail-health.ts';
import { openWaysInto, ROLE_GROUPS } from '../../features/identity/groups/role-groups.sql.ts';
import { CommandError, type CommandContext } from './command-context.ts';

/** What a check found: fine, something to think about, or something that keeps Gatehouse from working. */
type Finding = readonly ['ok' | 'warning' | 'problem', string];

const SKEW_LIMIT_MS = 5_000;

/** `doctor`: looks at everything around Gatehouse that it depends on. */
export function doctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Check the database, its rights, the clocks, time zones and mail. Ends with 1 where something does not work.')
    .action(() =>
      context.withDatabase(async (database) => {
        const findings = [
          ...(await databaseFindings(database, context.config())),
          ...configurationFindings(context.config(), database),
          timeZones(),
        ];
        for (const [kind, text] of findings) context.print(`${kind}: ${text}`);
        const problems = findings.filter(([kind]) => kind === 'problem').length;
        if (problems > 0) throw new CommandError(`${problems} ${problems === 1 ? 'problem' : 'problems'} found.`);
      }),
    );
}

async function databaseFindings({ url }: Database, config: Configuration): Promise<Finding[]> {
  const client = new pg.Client({ ...limited(SERVER_LIMITS), connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return [await version(client), await clocks(client), ...(await migrated(client, url, config))];
  } catch (error) {
    return [['problem', `The database cannot be used: ${(error as Error).message}`]];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function version(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  const { number = 0, name = '' } = rows[0] ?? {};
  return number >= 150_000 ? ['ok', `PostgreSQL ${name}.`] : ['problem', `PostgreSQL ${name} is too old; 15 or newer is needed.`];
}

async function clocks(client: pg.Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2);
  if (skew <= SKEW_LIMIT_MS) return ['ok', 'The clocks of this machine and the database agree.'];
  return ['warning', `The clocks of this machine and the database are ${Math.round(skew / 1000)} seconds apart.`];
}

async function migrated(client: pg.Client, url: string, config: Configuration): Promise<Finding[]> {
  const { rows } = await client.query<{ present: boolean }>(`select to_regclass('schema_migration') is not null as present`);
  if (!rows[0]?.present) return [['problem', 'The database is empty: run "migrate".']];
  const missing = await missingMigrations(client);
  if (missing.length > 0)
    return [['problem', `The database lacks ${missing.map(({ name }) => name).join(', ')}: run "migrate".`]];
  return [
    ['ok', 'The database is migrated to this version.'],
    await auditRights(client),
    ...(await roleGroups(url)),
    ...(await demoMark(client, config)),
    ...(await outbox(client, config)),
    ...(await timedJobs(client)),
  ];
}

async function auditRights(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ may: boolean }>(`select has_table_privilege('audit_event', 'DELETE') as may`);
  if (!rows[0]?.may) return ['ok', 'The application cannot alter the audit.'];
  return [
    'warning',
    'The application owns the audit, so that only a trigger guards it: give a role of its own in DATABASE_URL and the owner in DATABASE_OWNER_URL.',
  ];
}

/** Saving refuses this; what an older version let through, or an import, is said here. */
async function roleGroups(url: string): Promise<Finding[]> {
  const orm = await createOrm({ url, entities: ENTITIES, poolSize: 1, statementTimeoutMs: 0 });
  const open = await openWaysInto(orm.em.fork(), ROLE_GROUPS).finally(() => orm.close(true));
  if (open.length === 0) return [['ok', 'Groups with roles in Gatehouse are given with approval only.']];
  return open.map(({ packageName, policyName }) => [
    'warning',
    `The package "${packageName}" leads into a group with roles in Gatehouse, and its policy "${policyName}" could give it without anybody else\u2019s approval.`,
  ]);
}

async function demoMark(client: pg.Client, config: Configuration): Promise<Finding[]> {
  const { rows } = await client.query<{ demo: boolean }>('select demo from deployment');
  if (rows[0]?.demo) return [['warning', 'This database holds the demo company: it is served in demo mode only.']];
  if (!config.demo) return [];
  // npm's commands turn demo mode on where nothing is said, so this may say more about how doctor was called than about the server.
  return [
    [
      'warning',
      'Demo mode is on here, and this database holds no demo company: what is said of mail holds for a server with the same settings (GATEHOUSE_DEMO).',
    ],
  ];
}

async function outbox(client: pg.Client, config: Configuration): Promise<Finding[]> {
  return (await mailProblems(config, client)).map((text) => ['warning', text]);
}

/** Named each, but for a deployment in which nothing ticks at all. */
async function timedJobs(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const now = rows[0]!.now;
  const jobs = await jobHealth(client, JOBS, now);
  const abandoned = jobs.filter((job) => job.abandoned > 0).map((job) => `${job.name} (${job.abandoned})`);
  const left: Finding[] =
    abandoned.length > 0
      ? [['warning', `Runs of the last day that their replicas left unfinished; others took over: ${abandoned.join(', ')}.`]]
      : [];
  if (jobs.every(({ late }) => late))
    return [...left, ['warning', 'No timed job has run lately: no server with JOBS=on works on this database.']];
  const late = lateSentences(jobs, now).map((text): Finding => ['warning', text]);
  return [...left, ...(late.length > 0 ? late : [['ok', 'The timed jobs run.'] as const])];
}

function configurationFindings(config: Configuration, { embedded }: Database): Finding[] {
  return [
    embedded ? ['ok', `Embedded database in ${embedded.clusterDir}.`] : ['ok', 'A database of one\u2019s own (DATABASE_URL).'],
    ...mail(config),
    ...(config.metricsToken || config.demo ? [] : [['warning', '/metrics is closed: METRICS_TOKEN is not set.'] as const]),
  ];
}

function mail({ smtpUrl, demo }: Configuration): Finding[] {
  if (smtpUrl) return [['ok', `Mail goes through ${new URL(smtpUrl).host}.`]];
  return demo ? [['ok', 'Mails are written to a folder, as in every demo.']] : [];
}

function timeZones(): Finding {
  const known = DateTime.fromISO('2026-07-01T12:00:00Z').setZone('America/New_York');
  return known.offset === -240
    ? ['ok', 'Time zone data is there.']
    : ['problem', 'This Node has no time zone data; policies with a local day need it.'];
}
