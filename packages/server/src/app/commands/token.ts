import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { isDuration, parseDuration } from '@gatehouse/schema/rules/duration';
import { TokenScope } from '@gatehouse/schema/rules/vocabulary';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { type Command } from 'commander';
import { TOKEN_LIFETIME, writeApiToken } from '../../features/identity/sign-in/issue-api-token.ts';
import { hashSecret, newSecret, TOKEN_PREFIX } from '../../kernel/auth/secrets.ts';
import { type Change, inChange } from '../../kernel/change.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { CommandError, type CommandContext } from './command-context.ts';
import { principalNamed } from './principal-named.ts';

interface TokenOptions {
  user: string;
  name: string;
  scope: string;
  expires?: string;
  catalog?: string[];
}

/** `token create`: prints a new token and nothing else, so that a script can keep it. */
export function tokenCommand(program: Command, context: CommandContext): void {
  program
    .command('token')
    .description('Tokens for tools.')
    .command('create')
    .description('Print a new token, which is shown this once.')
    .requiredOption('--user <mail or id>', 'as whom it acts')
    .requiredOption('--name <name>', 'what it is called')
    .option('--scope <scope>', '"read", "adhoc" or "write"', 'read')
    .option('--catalog <name or id...>', 'catalogs outside of which it sees and does nothing')
    .option('--expires <duration>', 'after how long it ends by itself, such as P30D; at most P365D', 'P90D')
    .action((options: TokenOptions) => {
      const secret = newSecret(TOKEN_PREFIX);
      const plan = { ...planOf(options), secretHash: hashSecret(secret) };
      return context.withApp(async (app) => {
        await inChange(systemOperation(app, app.now()), async (change) => {
          const catalogIds = options.catalog ? await catalogsNamed(change, options.catalog) : null;
          writeApiToken(change, await principalNamed(change, options.user), { ...plan, catalogIds });
        });
        context.print(secret);
      });
    });
}

function planOf({ name, scope, expires = '' }: TokenOptions) {
  const lifetimeMs = isDuration(expires) ? parseDuration(expires) : 0;
  if (lifetimeMs <= 0 || lifetimeMs > TOKEN_LIFETIME.most) {
    throw new CommandError(`--expires is "${expires}". Allowed: a duration such as P30D, at most P365D.`);
  }
  const word = scope.toUpperCase();
  if (!isScope(word)) throw new CommandError(`--scope is "${scope}". Allowed: read, adhoc or write.`);
  if (name.length === 0 || name.length > 200) throw new CommandError('--name needs 1 to 200 characters.');
  return { name, scope: word, lifetimeMs } as const;
}

const isScope = (word: string): word is TokenScope => word in TokenScope;

/** The catalogs with these names or ids. @throws CommandError naming the first there is none of */
async function catalogsNamed(change: Change, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const catalog = await change.em.findOne(Catalog, kindOfId(name) === 'Catalog' ? name : { name });
    if (!catalog) throw new CommandError(`There is no catalog "${name}".`);
    ids.push(catalog.id);
  }
  return ids;
}
