import { type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { emitSchema } from '../../kernel/graphql/emit.ts';
import { gatehouseSchema } from '../gatehouse-schema.ts';
import { type CommandContext } from './command-context.ts';

/** Where the schema's text is committed. */
export const SCHEMA_FILE = fileURLToPath(new URL('../../../../schema/schema.graphql', import.meta.url));

/** `schema emit`: writes the schema's text where the dashboard and other clients read it. */
export function schemaCommand(program: Command, context: CommandContext): void {
  program
    .command('schema')
    .description('The GraphQL schema.')
    .command('emit')
    .description('Write packages/schema/schema.graphql from the code.')
    .action(async () => {
      await writeFile(SCHEMA_FILE, emitSchema(gatehouseSchema()));
      context.print(SCHEMA_FILE);
    });
}
