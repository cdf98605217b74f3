import { type MailAddress } from '@gatehouse/schema/rules/mail-address';
import { sendsMail } from '../../../kernel/mail/transport.ts';
import { type App } from '../../../kernel/operation.ts';
import { namesOfDomain, ownProviders, type NamedProvider } from './providers.ts';

/** One way to sign in. */
export type Way = { kind: 'OIDC'; provider: string; name: string } | { kind: 'CODE' };

/** The ways that everybody is shown: the issuers of our own people, and whether codes are sent. */
export function openWays(app: App): Way[] {
  return [...ownProviders(app).map(throughIssuer), ...codes(app)];
}

/**
 * The ways that fit a mail address. They follow from its domain alone, so that nobody learns from them who is known here: a
 * domain that has issuers is theirs, and every other address is sent a code.
 */
export async function waysFor(app: App, { domain }: MailAddress): Promise<Way[]> {
  const issuers = await namesOfDomain(app, domain);
  if (issuers.length > 0) return issuers.map(throughIssuer);
  const open = ownProviders(app).filter(({ domains }) => domains.length === 0);
  return [...open.map(throughIssuer), ...codes(app)];
}

function codes({ config }: App): Way[] {
  return sendsMail(config) ? [{ kind: 'CODE' }] : [];
}

function throughIssuer({ id, name }: NamedProvider): Way {
  return { kind: 'OIDC', provider: id, name };
}
