import { type Command } from 'commander';
import { migrate } from '../../kernel/db/migrate.ts';
import { type CommandContext } from './command-context.ts';

/** `migrate`: brings the database to this version. */
export function migrateCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('Bring the database to this version. Safe to repeat, and from several replicas at once.')
    .action(() =>
      context.withDatabase(async ({ ownerUrl, url }) => {
        const ran = await migrate(ownerUrl, url);
        context.print(ran.length === 0 ? 'The database is up to date.' : `Done: ${ran.join(', ')}.`);
      }),
    );
}
