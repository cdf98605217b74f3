import { type Configuration } from '../../kernel/config/config.ts';
import { type Database } from '../../kernel/db/connect.ts';
import { type App } from '../../kernel/operation.ts';

/** What a command is given to work with. What it opens is closed again when its work is done or failed. */
export interface CommandContext {
  config(): Configuration;
  /** The database as it is, whether migrated or not. */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** The database, migrated where that is ours to do. @throws MigrationError where somebody else has to */
  withMigrated<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** The application on its migrated database; statements may take as long as they need. */
  withApp<T>(work: (app: App) => Promise<T>): Promise<T>;
  /** Writes one line of the command's answer to standard output. */
  print(line: string): void;
  /** Says something to whoever typed the command, beside its answer: to standard error. */
  say(line: string): void;
}

/** An expected failure of a command: its message is the one sentence that is printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
