import 'reflect-metadata';
import type { Command } from 'commander';
import type { CommandContext } from './commands/command-context.ts';
import { newCommandLine } from './commands/command-line.ts';
import { loadConfig, type Configuration } from '../kernel/config/config.ts';
import { openDatabase, withDataDir, type Database } from '../kernel/db/connect.ts';
import { hasData } from '../kernel/db/embedded/layout.ts';
import { migrate, MigrationError, missingIn } from '../kernel/db/migrate.ts';

/** Failures whose message is a sentence for whoever typed the command, by their names: their classes would have to be loaded. */
const EXPECTED = new Set([
  'CommandError',
  'ConfigError',
  'EmbeddedPostgresError',
  'DatabaseUnusable',
  'MigrationError',
  'DemoMarkError',
  'NotEmpty',
  'ImportRefused',
  'Refused',
  'NotResealed',
]);

const [, , word = ''] = process.argv;
let loaded: Configuration | null = null;
/** A command is quiet unless LOG_LEVEL says otherwise. */
const config = () => (loaded ??= withDataDir(loadConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'error' })));

const context: CommandContext = {
  config,
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  async withDatabase(work) {
    if (!config().databaseUrl && !FOUNDERS.has(word)) await demandData(config().dataDir);
    const database = await openDatabase(config(), 'command', context.say);
    try {
      return await work(database);
    } finally {
      await database.stop();
    }
  },
  withMigrated: (work) =>
    context.withDatabase(async (database) => {
      await prepare(database);
      return work(database);
    }),
  withApp: (work) =>
    context.withMigrated(async (database) => {
      const { composeApp, disposeApp } = await import('./compose.ts');
      const { createLog } = await import('../kernel/log.ts');
      const { demandDemoFits } = await import('./demo/demo-mark.ts');
      // Links lead to the server that runs, wherever it was told to listen.
      const publicUrl = config().publicUrl ?? database.embedded?.address ?? null;
      const app = await composeApp(
        { ...config(), publicUrl },
        { databaseUrl: database.url, log: createLog(config()), statementTimeoutMs: 0 },
      );
      try {
        await demandDemoFits(app);
        return await work(app);
      } finally {
        await disposeApp(app);
      }
    }),
};

/** The commands that make an embedded database where there is none; the others only look into one. */
const FOUNDERS = new Set(['migrate', 'seed', 'import']);

async function demandData(dataDir: string): Promise<void> {
  if (await hasData(dataDir)) return;
  const { CommandError } = await import('./commands/command-context.ts');
  throw new CommandError(
    `There is no database in ${dataDir} yet, and DATABASE_URL is not set here: start Gatehouse first, or give this command the settings that the server has.`,
  );
}

/** An embedded database is migrated as a start would; one of somebody's own when they say so. */
async function prepare({ embedded, ownerUrl, url }: Database): Promise<void> {
  if (embedded) return void (await migrate(ownerUrl, url));
  const missing = await missingIn(url);
  if (missing > 0) throw new MigrationError(`The database lacks ${missing} migrations of this version: run "migrate".`);
}

/** The commands, loaded when they are named: the whole server takes 200 MB, and an import can do without it. */
const COMMANDS: Record<string, () => Promise<(program: Command, context: CommandContext) => void>> = {
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLinkCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
  jobs: async () => (await import('./commands/jobs.ts')).jobsCommand,
  secrets: async () => (await import('./commands/secrets.ts')).secretsCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
};

const program = newCommandLine();
const named = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : null;
for (const load of named ? [named] : Object.values(COMMANDS)) (await load())(program, context);

try {
  await program.parseAsync();
} catch (error) {
  // Help was asked for and given.
  if ((error as { exitCode?: number }).exitCode !== 0) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string {
  const { name, message, stack } = error as Error;
  const expected = EXPECTED.has(name);
  return expected || process.env.LOG_LEVEL !== 'debug' ? message : (stack ?? message);
}
