import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { requestAction } from '@gatehouse/schema/rules/request-types';
import { type Change } from '../../kernel/change.ts';
import { likeExactly } from '../../kernel/db/like.ts';
import { lockWord } from '../../kernel/lock.ts';
import { domainProblem } from './domains.ts';
import { joinByDomain } from './join-by-domain.ts';

/**
 * When somebody of an organization that nobody knows is given access, the organization is proposed under its domain (domain §10).
 * Nobody's domain, such as a provider of mail, is none: its people are persons by themselves.
 */
export async function proposeOrganization(change: Change, { requestId }: { requestId: string }): Promise<void> {
  const request = await change.em.findOneOrFail(AccessRequest, requestId, { populate: ['target'] });
  const { target } = request;
  const domain = target.mailDomain;
  if (requestAction(request.type, request.changes) !== 'ADD') return;
  if (target.kind !== 'GUEST' || target.organization !== null || target.emailProvedAt === null) return;
  if (!domain || domainProblem(domain) !== null) return;
  await lockWord(change, 'organization-domains');
  const known = await change.em.count(OrganizationDomain, { domain });
  // Whose it is now was said since they signed in; they come to it when they sign in again.
  if (known > 0) return;
  const organization = change.create(ConnectedOrganization, { name: await freeName(change, domain), state: 'PROPOSED' });
  change.create(OrganizationDomain, { organization, domain });
  await joinByDomain(change, organization);
  await change.em.refresh(target);
  change.audit({
    action: 'organization.proposed',
    subject: { type: 'ConnectedOrganization', id: organization.id },
    requestId,
    targetId: target.id,
    details: { domain },
  });
}

async function freeName(change: Change, domain: string): Promise<string> {
  await lockWord(change, 'organization-name', domain);
  const taken = await change.em.count(ConnectedOrganization, { name: likeExactly(domain) });
  return taken === 0 ? domain : `${domain} (proposed)`;
}
