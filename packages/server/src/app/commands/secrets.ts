import { type Command } from 'commander';
import { resealSecrets } from '../../features/catalog/connectors/reseal-secrets.ts';
import { type CommandContext } from './command-context.ts';

/** `secrets reseal`: the second step of exchanging a key; after it the old one can go. */
export function secretsCommand(program: Command, context: CommandContext): void {
  program
    .command('secrets')
    .description('The secrets of connectors.')
    .command('reseal')
    .description('Encrypt every secret with the first key of SECRET_KEYS. Then the others are needed no more.')
    .action(async () => {
      const count = await context.withApp(resealSecrets);
      context.print(`${count} secrets sealed anew.`);
    });
}
