import { Command } from 'commander';
import { CommandError } from './command-context.ts';

/**
 * The command line without its commands. What is typed wrong is told like everything else that goes wrong: by an error
 * whose message is the sentence.
 */
export function newCommandLine(): Command {
  const program = new Command('npm run -s cli --').description('Gatehouse on the command line.');
  program.configureOutput({ writeErr: () => undefined });
  return program.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    throw new CommandError(error.code === 'commander.help' ? 'Say which command you mean; --help lists them.' : error.message);
  });
}
