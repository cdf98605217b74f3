import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { type Change } from '../../../kernel/change.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { matchFacts } from '../../organizations/organization-match.facts.ts';
import { makeProspect } from './make-prospect.ts';
import { idByMail } from './user.facts.ts';

/**
 * Whoever has this mail address, or a Prospect who is made for it: somebody who was named, and who has proved nothing yet (domain §10). They
 * belong to the organization that has the domain, as they would when they sign in.
 * @returns null for what is no mail address
 */
export async function personByMail(change: Change, typed: string): Promise<string | null> {
  const mail = mailAddress(typed);
  if (!mail) return null;
  const { address, domain } = mail;
  await lockWord(change, 'user-mail', address);
  const known = await idByMail(change.em, address);
  if (known !== null) return known;
  const owner = (await matchFacts(change.em, domain, null)).domain;
  const { user } = await makeProspect(change, { address, organizationId: owner?.organizationId ?? null, emailProvedAt: null });
  return user!.id;
}
