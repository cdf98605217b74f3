import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One key that secrets are encrypted with. */
export interface SecretKey {
  /** Stands beside everything it encrypted, so that keys can be exchanged. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** A secret that no key here opens, or that is not what was sealed in this place. `message` says which; it holds nothing of the secret. */
export class UnreadableSecret extends Error {
  override readonly name = 'UnreadableSecret';
}

const CIPHER = 'aes-256-gcm';
/** How the parts are put together; another way would get another number. */
const FORM = '1';

/**
 * Encrypts a text for one place (AES-256-GCM under a nonce of its own): moved to another place it does not open.
 * @param place what it belongs to, such as the id of a row and the name of a field
 * @returns `form.key.nonce.tag.text`, the last three in base64url
 */
export function seal(key: SecretKey, text: string, place: readonly string[]): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(boundTo(key.id, place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [FORM, key.id, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** The text that was sealed in this place. @throws UnreadableSecret */
export function open(keys: readonly SecretKey[], sealed: string, place: readonly string[]): string {
  const [form, id, ...parts] = sealed.split('.');
  const key = keys.find((one) => one.id === id);
  if (form !== FORM || parts.length !== 3) throw new UnreadableSecret('It was sealed in a way that this version does not know.');
  if (!key) throw new UnreadableSecret(`There is no key "${id}" here.`);
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, nonce!, { authTagLength: 16 })
      .setAAD(boundTo(key.id, place))
      .setAuthTag(tag!);
    return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableSecret(`The key "${id}" is another one, or it was sealed for another place.`);
  }
}

/** The key that something was sealed with. */
export function keyOf(sealed: string): string {
  return sealed.split('.')[1] ?? '';
}

function boundTo(keyId: string, place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([FORM, keyId, ...place]));
}
