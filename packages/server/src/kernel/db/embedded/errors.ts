/**
 * Why the embedded database could not be used. Stable: the command line and the tests tell cases apart by it.
 *
 * - `IN_USE`: another live Gatehouse process works on this data folder.
 * - `UNWRITABLE`: the data folder cannot be created or written by this account.
 * - `DISK_FULL`: no space left for the database.
 * - `WRONG_VERSION`: the folder was made by another major version of PostgreSQL.
 * - `ACCOUNT`: started as root, and no other account to run PostgreSQL as; or an account the system has no name for.
 * - `BINARIES`: this system cannot run the embedded PostgreSQL.
 * - `CREDENTIALS`: the folder holds a database, but the file with its passwords is lost, broken or does not fit.
 * - `FOREIGN_SERVER`: a PostgreSQL that does not accept our passwords runs on this folder.
 * - `START_FAILED`: anything else that PostgreSQL refused; the message carries its own words.
 */
export type EmbeddedPostgresErrorCode =
  | 'IN_USE'
  | 'UNWRITABLE'
  | 'DISK_FULL'
  | 'WRONG_VERSION'
  | 'ACCOUNT'
  | 'BINARIES'
  | 'CREDENTIALS'
  | 'FOREIGN_SERVER'
  | 'START_FAILED';

/** An expected failure of the embedded database: `message` is one sentence for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Turns a failed operation on the data folder, ours or PostgreSQL's, into the sentence that says what to do.
 * Anything that is not about space or rights is returned as it came: it is a bug, not an expected failure.
 */
export function explainFileError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  // 53100 is PostgreSQL's own disk_full.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
    return new EmbeddedPostgresError('DISK_FULL', diskFullSentence(path), { cause: error });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      'UNWRITABLE',
      `DATA_DIR leads to ${path}, which is a file or lies within one: set DATA_DIR to a folder.`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EmbeddedPostgresError(
      'UNWRITABLE',
      `The data folder ${path} cannot be written by this account (${code}): give the account the right to write there, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return error;
}

/** The sentence for a full disk. */
export function diskFullSentence(path: string): string {
  return `No space is left on the disk that holds ${path}: free some, or set DATA_DIR to a folder on another disk, and start again.`;
}
