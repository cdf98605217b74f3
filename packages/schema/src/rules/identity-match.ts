import { type UserKind, type UserState } from './vocabulary.ts';
import { type MailAddress } from './mail-address.ts';

/** What an issuer of our own people is believed. What one of an organization is, `matchOrganization` says. */
export interface Vouching {
  /** The mail domains that it may vouch for; none: any. */
  domains: readonly string[];
  /** Do mails of these domains count as verified though it does not say so? */
  trustsMail: boolean;
}

/** Whom an issuer says that somebody is. */
export interface Vouched {
  mail: MailAddress | null;
  /** Does the issuer say that they proved this address? */
  mailVerified: boolean;
  employeeNumber: string | null;
}

/** Somebody who is known here and may be meant. */
export interface Known {
  id: string;
  kind: UserKind;
  state: UserState;
  employeeNumber: string | null;
  /** Is another subject of this issuer linked to them? */
  linkedElsewhere: boolean;
}

/** Why an identity is nobody's here. */
export type Unmatched =
  /** Nobody here is meant. */
  | 'UNKNOWN'
  /** Nothing that was proved says who they are. */
  | 'MAIL_NOT_VERIFIED'
  /** The address belongs to a domain for which this issuer does not speak. */
  | 'NOT_ITS_DOMAIN'
  /** What the issuer says fits two people, or one who is somebody else's already. */
  | 'AMBIGUOUS'
  /** They may not sign in. */
  | 'NOT_ALLOWED';

export type Match = { user: string } | { refused: Unmatched };

/**
 * May this issuer be believed about this mail address? Only where it says that it was proved, or is trusted for the domain;
 * and, where its domains are known, for none but these.
 */
export function vouchesFor(provider: Vouching, { mail, mailVerified }: Vouched): Unmatched | null {
  if (!mail) return 'MAIL_NOT_VERIFIED';
  const listed = provider.domains.includes(mail.domain);
  if (!listed && provider.domains.length > 0) return 'NOT_ITS_DOMAIN';
  return mailVerified || (provider.trustsMail && listed) ? null : 'MAIL_NOT_VERIFIED';
}

/**
 * Whom somebody is linked to who signs in for the first time: the person with their employee number, else the person with
 * their proven mail address. An address that was handed on to somebody new leads to nobody.
 * @param byNumber who has the employee number. @param byMail who has the mail address
 */
export function matchIdentity(provider: Vouching, vouched: Vouched, byNumber: Known | null, byMail: Known | null): Match {
  if (byNumber) return admitted(byNumber);
  const doubt = vouchesFor(provider, vouched);
  if (doubt) return { refused: doubt };
  if (!byMail) return { refused: 'UNKNOWN' };
  const another = vouched.employeeNumber !== null && byMail.employeeNumber !== null;
  if (byMail.linkedElsewhere || (another && vouched.employeeNumber !== byMail.employeeNumber)) return { refused: 'AMBIGUOUS' };
  return admitted(byMail);
}

function admitted(known: Known): Match {
  return mayEnter('MEMBERS', known) ? { user: known.id } : { refused: 'NOT_ALLOWED' };
}

/** May somebody who is known here enter by an issuer of this kind? No organization signs a member in; a service never signs in. */
export function mayEnter(of: 'MEMBERS' | 'ORGANIZATION', { kind, state }: Pick<Known, 'kind' | 'state'>): boolean {
  if (state !== 'ACTIVE' && state !== 'PROSPECT') return false;
  return kind === 'GUEST' || (kind === 'MEMBER' && of === 'MEMBERS');
}
