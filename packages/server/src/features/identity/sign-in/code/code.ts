import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type App } from '../../../../kernel/operation.ts';

const DIGITS = 6;
/** Some 50 ms and 19 MB for each guess: a code has but six digits, and who reads a dump could try them all. */
const COST = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 } as const;
const SALT_BYTES = 16;
const derived = promisify(argon2);

/** A new code, each as likely as any other. */
export function newCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

/** A code as somebody typed or pasted it; null where it is none. */
export function readCode(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** How a code is kept: `salt.hash`. */
export async function hashCode(app: App, code: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `${salt.toString('base64url')}.${(await slowHash(app, code, salt)).toString('base64url')}`;
}

/** Is it the code that was kept? Where none was, it takes as long to say no. */
export async function isCode(app: App, code: string, kept: string | null): Promise<boolean> {
  const [salt, hash = ''] = kept?.split('.') ?? [];
  const found = await slowHash(app, code, salt === undefined ? Buffer.alloc(SALT_BYTES) : Buffer.from(salt, 'base64url'));
  const wanted = Buffer.from(hash, 'base64url');
  return wanted.length === found.length && timingSafeEqual(found, wanted);
}

/** Where the deployment has a key, nobody without it can try any code at all. */
function slowHash({ secrets }: App, code: string, nonce: Buffer): Promise<Buffer> {
  const message = secrets.canSeal() ? secrets.trace(`sign-in code ${code}`) : code;
  return derived('argon2id', { ...COST, message, nonce });
}
