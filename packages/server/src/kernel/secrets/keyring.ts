import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration } from '../config/config.ts';
import { keyOf, open, seal, type SecretKey } from './seal.ts';
import { secretKeys } from './secret-keys.ts';

/** A secret cannot be kept: there is no key to encrypt it with. */
export class NoSecretKey extends Error {
  override readonly name = 'NoSecretKey';
}

/** What secrets are kept with. The first key encrypts, all of them open. */
export class Keyring {
  readonly #keys: () => readonly SecretKey[];
  #known: readonly SecretKey[] | null = null;

  /** @param keys asked for once, when the first secret is met */
  constructor(keys: () => readonly SecretKey[]) {
    this.#keys = keys;
  }

  /** Encrypts a secret for one place. @throws NoSecretKey */
  seal(text: string, place: readonly string[]): string {
    return seal(this.#first(), text, place);
  }

  /** @throws UnreadableSecret where it was sealed with a key that is not here, or for another place */
  open(sealed: string, place: readonly string[]): string {
    return open(this.#all(), sealed, place);
  }

  /** Is there a key to encrypt with? */
  canSeal(): boolean {
    return this.#all().length > 0;
  }

  /** Was it sealed with another key than the one that encrypts now? */
  isOld(sealed: string): boolean {
    return keyOf(sealed) !== this.#all()[0]?.id;
  }

  /** Stands for a secret where two are to be compared and neither kept: nobody without the key guesses it by trying. @throws NoSecretKey */
  trace(text: string): string {
    const own = createHmac('sha256', this.#first().bytes).update('gatehouse: trace of a secret').digest();
    return createHmac('sha256', own).update(text).digest('base64url');
  }

  #first(): SecretKey {
    const [key] = this.#all();
    if (!key) throw new NoSecretKey('There is no key to encrypt secrets with.');
    return key;
  }

  #all(): readonly SecretKey[] {
    return (this.#known ??= this.#keys());
  }
}

/** The keys of SECRET_KEYS; without them, an embedded or demo database has its own in the data folder. */
export function keyringOf(config: Pick<Configuration, 'secretKeys' | 'databaseUrl' | 'demo' | 'dataDir'>): Keyring {
  if (config.secretKeys) return new Keyring(() => config.secretKeys!);
  return new Keyring(() => (config.databaseUrl === null || config.demo ? keysOfFolder(config.dataDir) : []));
}

/** The keys in a data folder, made where there are none. Two processes that come at once find the same. */
function keysOfFolder(folder: string): SecretKey[] {
  const file = join(folder, 'secret-keys');
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(draft, `own:${randomBytes(32).toString('base64')}`, { mode: 0o600, flag: 'wx' });
  try {
    // A link is made whole or not at all, and never over what is there.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  const read = secretKeys.safeParse(readFileSync(file, 'utf8').trim());
  if (!read.success) throw new Error(`${file} holds no keys of secrets: put back what was there.`);
  return read.data;
}
