/** A mail address in the one spelling in which two are compared. */
export interface MailAddress {
  /** Lower case, its domain as DNS knows it: `amber@xn--mnchen-3ya.example`. */
  address: string;
  /** The domain, as DNS knows it. */
  domain: string;
  /** The address without what stands behind a plus: one mailbox, however many names it gives itself. For limits, never for who somebody is. */
  base: string;
}

/** The longest address, and the longest part before the @, that mail servers take (RFC 5321). */
const LONGEST = { address: 254, local: 64, domain: 253 } as const;
/**
 * What may stand before the @. Quoted ones and other scripts than the Latin one of mail servers are refused: they are so rare that
 * whoever sends one tries a trick, such as a Cyrillic а in a name that is known here.
 */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** What a URL would take for something else than the name of a host, and what is not to be seen. */
const NO_HOST = /[\s%/\\?#:@[\]<>^|\p{C}]/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A mail address as it is compared, whatever way it was typed: case, a dot at the end and the spelling of an international domain
 * do not count. Two domains that look alike stay two: each is what DNS calls it.
 * @returns null where it is none
 */
export function mailAddress(text: string): MailAddress | null {
  const typed = text.trim();
  // Nothing longer is looked at any closer: each character of an international domain may become several.
  if (typed.length > LONGEST.address) return null;
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, Math.max(at, 0)).toLowerCase();
  const domain = mailDomain(typed.slice(at + 1));
  if (!domain || local.length > LONGEST.local || !isAscii(typed.slice(0, at)) || !LOCAL.test(local)) return null;
  const address = `${local}@${domain}`;
  if (address.length > LONGEST.address) return null;
  return { address, domain, base: `${withoutPlus(local)}@${domain}` };
}

/** The domain of mail addresses as DNS knows it: lower case, other scripts in punycode, no dot at the end. @returns null where it is none */
export function mailDomain(text: string): string | null {
  const typed = text.trim();
  if (typed.length > LONGEST.domain || NO_HOST.test(typed)) return null;
  const url = `http://${typed}`;
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : '';
  const labels = host.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
  return isName && host.length <= LONGEST.domain ? host : null;
}

/** Lower case turns some signs of other scripts, such as that of kelvin, into Latin letters. */
function isAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}

function withoutPlus(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}
