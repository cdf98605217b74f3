import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EmbeddedPostgresError, explainFileError } from './errors.ts';
import { writePrivate, type DataLayout } from './layout.ts';

/** The name of Gatehouse's database in an embedded cluster. */
export const DATABASE = 'gatehouse';

/** The roles of an embedded cluster: `admin` sets it up, `owner` migrates, `app` is what the application runs as. */
export const ROLES = { admin: 'postgres', owner: 'gatehouse_owner', app: 'gatehouse_app' } as const;

/** What an embedded cluster is reached by, kept in the data folder for its owner's eyes only. */
export interface Credentials {
  port: number;
  passwords: Record<keyof typeof ROLES, string>;
}

/** Fresh random passwords for a new cluster on `port`. */
export function newCredentials(port: number): Credentials {
  const password = () => randomBytes(24).toString('base64url');
  return { port, passwords: { admin: password(), owner: password(), app: password() } };
}

/** Reads the credentials; null where there are none. @throws EmbeddedPostgresError CREDENTIALS, UNWRITABLE */
export async function readCredentials(layout: DataLayout): Promise<Credentials | null> {
  const text = await readFile(layout.credentialsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw explainFileError(error, layout.credentialsFile);
  });
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Credentials;
    if (Number.isInteger(value.port) && value.passwords.admin && value.passwords.owner && value.passwords.app) return value;
  } catch {
    // Told below, together with a file of another shape.
  }
  throw new EmbeddedPostgresError(
    'CREDENTIALS',
    `${layout.credentialsFile} is damaged: restore it, or move ${layout.dataDir} away to begin with an empty database.`,
  );
}

/** Writes the credentials, 0600. @throws EmbeddedPostgresError UNWRITABLE, DISK_FULL */
export async function saveCredentials(layout: DataLayout, credentials: Credentials): Promise<void> {
  try {
    await writePrivate(layout.credentialsFile, JSON.stringify(credentials, null, 2));
  } catch (error) {
    throw explainFileError(error, layout.credentialsFile);
  }
}

/** The connection URL of a role; always to the loopback address, by number, so that no name lookup can lead elsewhere. */
export function urlOf(credentials: Credentials, role: keyof typeof ROLES, database: string = DATABASE): string {
  return `postgres://${ROLES[role]}:${credentials.passwords[role]}@127.0.0.1:${credentials.port}/${database}`;
}
