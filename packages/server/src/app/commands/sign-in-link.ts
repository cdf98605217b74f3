import { type Command } from 'commander';
import { createSignInLink } from '../../features/identity/sign-in/sign-in-link.ts';
import { inChange } from '../../kernel/change.ts';
import { addressesOf } from '../../kernel/config/addresses.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { type CommandContext } from './command-context.ts';
import { principalNamed } from './principal-named.ts';

/** `sign-in-link`: a link that signs somebody in once. */
export function signInLinkCommand(program: Command, context: CommandContext): void {
  program
    .command('sign-in-link')
    .description('Print a link that signs somebody in once, within 15 minutes. It is recorded in the audit.')
    .requiredOption('--user <mail or id>', 'who')
    .action(({ user }: { user: string }) =>
      context.withApp(async (app) => {
        const path = await inChange(systemOperation(app, app.now()), async (change) =>
          createSignInLink(change, await principalNamed(change, user)),
        );
        context.print(`${addressesOf(app.config, app.config.port).publicUrl}${path}`);
      }),
    );
}
