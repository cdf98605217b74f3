import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { matchFacts } from '../../organizations/organization-match.facts.ts';

/**
 * Whoever has this mail address, or a Prospect who is made for it: somebody who was named, and who has proved nothing yet (domain §10). They
 * belong to the organization that has the domain, as they would when they sign in.
 * @returns null for what is no mail address
 */
export async function personByMail(change: Change, typed: string): Promise<string | null> {
  const mail = mailAddress(typed);
  if (!mail) return null;
  await lockWord(change, 'user-mail', mail.address);
  const { rows } = await sql<{ id: string }>`
    select id from app_user where lower(email) = ${mail.address} and state <> 'DELETED'`.execute(change.em.getKysely());
  if (rows[0]) return rows[0].id;
  const { domain } = await matchFacts(change.em, mail.domain, null);
  const user = change.create(User, {
    kind: 'GUEST',
    state: 'PROSPECT',
    name: mail.address,
    email: mail.address,
    organization: domain ? change.em.getReference(ConnectedOrganization, domain.organizationId) : null,
  });
  change.create(Principal, { user });
  change.audit({
    action: 'user.prospected',
    subject: { type: 'User', id: user.id },
    targetId: user.id,
    details: { organizationId: domain?.organizationId ?? null, named: true },
  });
  await change.em.flush();
  return user.id;
}
