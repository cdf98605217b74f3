import { type Command } from 'commander';
import { seedDemo } from '../demo/seed-demo.ts';
import { CommandError, type CommandContext } from './command-context.ts';

/** `seed demo`: fills an empty database with the demo company, in demo mode. */
export function seedCommand(program: Command, context: CommandContext): void {
  program
    .command('seed')
    .description('Fill an empty database.')
    .command('demo')
    .description('Make the demo company, whose people anybody may sign in as. The database is then served in demo mode only.')
    .action(() => {
      if (!context.config().demo) throw new CommandError('The demo company is made in demo mode only: set GATEHOUSE_DEMO=1.');
      return context.withApp(async (app) => {
        await seedDemo(app);
        context.print('The demo company is there.');
      });
    });
}
