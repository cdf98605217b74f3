import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { matchOrganization, type MatchRefusal } from '@gatehouse/schema/rules/organization-match';
import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';
import { lockRow, lockWord } from '../../../kernel/lock.ts';
import { matchFacts } from '../../organizations/organization-match.facts.ts';
import { makeProspect } from './make-prospect.ts';
import { idByMail } from './user.facts.ts';

/** Who somebody from outside proved to be. */
export interface OutsideIdentity {
  email: string | null;
  /** A code to the address, or a sign-in that says so of it. */
  emailVerified: boolean;
  /** Through which issuer they signed in, and what its tenant claim says; null: by a code. */
  issuer: string | null;
  tenant: string | null;
  /** What they are called there. */
  name: string | null;
}

/** Why somebody from outside is not let in; whoever tells them says no more than it takes to go on. */
export type AdmissionRefusal = MatchRefusal | 'NO_OUTSIDER' | 'BLOCKED' | 'TOO_MANY';

/** New people of one unknown domain who may wait here without having asked for anything. */
const MOST_IDLE_PROSPECTS = 50;

/**
 * Finds whoever from outside proved who they are, or makes them a Prospect: somebody without an account, who may see and ask for what a
 * policy offers them (domain §10). To which organization they belong is fixed the first time.
 */
export async function admitOutsider(
  change: Change,
  identity: OutsideIdentity,
): Promise<{ principal: Principal } | { refused: AdmissionRefusal }> {
  const mail = identity.email === null ? null : mailAddress(identity.email);
  if (!mail) return { refused: 'NOT_VERIFIED' };
  await lockWord(change, 'user-mail', mail.address);
  const facts = await matchFacts(change.em, mail.domain, identity.issuer);
  const proof = {
    domain: mail.domain,
    mailVerified: identity.emailVerified,
    issuer: identity.issuer === null ? null : { issuer: identity.issuer, tenant: identity.tenant },
  };
  const match = matchOrganization(proof, facts);
  const id = await idByMail(change.em, mail.address);
  const known = id === null ? null : await lockRow(change, User, id);
  // Who is here already still comes in to what they hold, whatever is said of their domain since.
  if (!match.ok && !(match.refusal === 'DOMAIN_BLOCKED' && known?.state === 'ACTIVE')) return { refused: match.refusal };
  const organizationId = match.ok ? match.organizationId : null;
  if (!known) {
    if (organizationId === null && (await idleProspects(change, mail.domain)) >= MOST_IDLE_PROSPECTS)
      return { refused: 'TOO_MANY' };
    const { name } = identity;
    return { principal: await makeProspect(change, { address: mail.address, name, organizationId, emailProvedAt: change.now }) };
  }
  if (known.kind !== 'GUEST') return { refused: 'NO_OUTSIDER' };
  if (known.state === 'BLOCKED') return { refused: 'BLOCKED' };
  await noteProof(change, known, organizationId);
  return { principal: await change.em.findOneOrFail(Principal, { user: known }, { populate: ['user'] }) };
}

async function noteProof(change: Change, user: User, organizationId: string | null): Promise<void> {
  const first = user.emailProvedAt === null;
  user.emailProvedAt = change.now;
  if (user.organization === null && organizationId !== null) {
    user.organization = change.em.getReference(ConnectedOrganization, organizationId);
    change.audit({
      action: 'organization.joined',
      subject: { type: 'ConnectedOrganization', id: organizationId },
      targetId: user.id,
    });
  }
  await change.em.flush();
  if (first) await change.publish({ name: 'mailProved', userId: user.id });
}

/** Where everybody has a mail address, each proof of one is a mailbox; where somebody owns the domain, addresses cost nothing. */
async function idleProspects({ em }: Change, domain: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from app_user u where u.mail_domain = ${domain} and u.state = 'PROSPECT'
      and not exists (select 1 from access_request r where r.target_id = u.id)`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}
