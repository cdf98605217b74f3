import { type Command } from 'commander';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../kernel/db/connect.ts';
import { migrate, MIGRATIONS_FOLDER } from '../../kernel/db/migrate.ts';
import { differences, writeMigration } from '../../kernel/db/next-migration.ts';
import { createOrm } from '../../kernel/db/orm.ts';
import { emitSchema } from '../../kernel/graphql/emit.ts';
import { ENTITIES } from '../brought.ts';
import { gatehouseSchema } from '../gatehouse-schema.ts';
import { CommandError, type CommandContext } from './command-context.ts';

/** Where the schema's text is committed. */
export const SCHEMA_FILE = fileURLToPath(new URL('../../../../schema/schema.graphql', import.meta.url));
const CHECKOUT = new URL('../../../../../', import.meta.url);

/** `schema`: what is written from the code and committed: the text for clients, and the next step of the database. */
export function schemaCommand(program: Command, context: CommandContext): void {
  const schema = program.command('schema').description('The GraphQL schema, and the tables.');
  schema
    .command('emit')
    .description('Write packages/schema/schema.graphql from the code.')
    .action(async () => {
      await writeFile(SCHEMA_FILE, emitSchema(gatehouseSchema()));
      context.print(SCHEMA_FILE);
    });
  schema
    .command('migration <name>')
    .description('Write the next migration, from what entities and the last migration disagree on. In a source checkout only.')
    .action(async (name: string) => {
      if (!existsSync(new URL('.git', CHECKOUT))) throw new CommandError('Migrations are written in a source checkout only.');
      const statements = await missingFromMigrations(context);
      if (statements.length === 0) return context.print('Nothing differs: the migrations make what the entities describe.');
      context.print(fileURLToPath(new URL(await writeMigration(MIGRATIONS_FOLDER, name, statements), MIGRATIONS_FOLDER)));
      context.say(
        'Read it over: it runs on databases that people have filled. Say what it is for, give rows that are there what a new column needs, add an index for each column by which rows are made visible or ordered, and list its hash among the landed ones (test/api/upgrade.test.ts).',
      );
    });
}

/** What the entities have and the migrations do not make, by a database of its own that is thrown away. */
async function missingFromMigrations(context: CommandContext): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-schema-'));
  try {
    const database = await openDatabase({ ...context.config(), databaseUrl: null, dataDir }, 'command', context.say);
    try {
      await migrate(database.ownerUrl, database.url);
      const orm = await createOrm({ url: database.ownerUrl, entities: ENTITIES, poolSize: 2, statementTimeoutMs: 0 });
      return await differences(orm).finally(() => orm.close(true));
    } finally {
      await database.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
