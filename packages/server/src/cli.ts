import 'reflect-metadata';
import { Command } from 'commander';
import { CommandError, type CommandContext } from './commands/command-context.ts';
import { doctorCommand } from './commands/doctor.ts';
import { jobsCommand } from './commands/jobs.ts';
import { migrateCommand } from './commands/migrate.ts';
import { schemaCommand } from './commands/schema.ts';
import { signInLinkCommand } from './commands/sign-in-link.ts';
import { tokenCommand } from './commands/token.ts';
import { composeApp, createLog, disposeApp } from './compose.ts';
import { ConfigError, loadConfig, type Configuration } from './config/config.ts';
import { openDatabase, withDataDir, type Database } from './db/connect.ts';
import { EmbeddedPostgresError } from './db/embedded/errors.ts';
import { demandDemoFits, DemoMarkError } from './db/demo-mark.ts';
import { migrate, MigrationError } from './db/migrate.ts';
import { Refused } from './refused.ts';

/** Failures whose message is a sentence for whoever typed the command. */
const EXPECTED = [CommandError, ConfigError, EmbeddedPostgresError, MigrationError, DemoMarkError, Refused];

let loaded: Configuration | null = null;
/** A command is quiet unless LOG_LEVEL says otherwise. */
const config = () => (loaded ??= withDataDir(loadConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'error' })));

const context: CommandContext = {
  config,
  print: (line) => void process.stdout.write(`${line}\n`),
  async withDatabase(work) {
    const database = await openDatabase(config(), 'command', (line) => console.error(line));
    try {
      return await work(database);
    } finally {
      await database.stop();
    }
  },
  withApp: (work) =>
    context.withDatabase(async (database) => {
      await prepare(database);
      const app = await composeApp(config(), { databaseUrl: database.url, log: createLog(config()), statementTimeoutMs: 0 });
      try {
        await demandDemoFits(app);
        return await work(app);
      } finally {
        await disposeApp(app);
      }
    }),
};

/** An embedded database that nobody else runs is migrated as a start would; another one is whoever runs it's to migrate. */
async function prepare({ embedded, ownerUrl, url }: Database): Promise<void> {
  if (embedded && !embedded.joined) await migrate(ownerUrl, url);
}

const program = new Command('cli').description('Gatehouse on the command line.');
const commands = [migrateCommand, schemaCommand, signInLinkCommand, tokenCommand, jobsCommand, doctorCommand];
for (const register of commands) register(program, context);

try {
  await program.parseAsync();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

function sentenceOf(error: unknown): string {
  const { message, stack } = error as Error;
  const expected = EXPECTED.some((kind) => error instanceof kind);
  return expected || process.env.LOG_LEVEL !== 'debug' ? message : (stack ?? message);
}
