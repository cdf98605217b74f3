import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import {
  type OrganizationDomainInput,
  type OrganizationIssuerInput,
  type OrganizationSponsorInput,
} from '@gatehouse/schema/organizations/organization.inputs';
import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { type Change } from '../../kernel/change.ts';
import { lockWord } from '../../kernel/lock.ts';
import { notFound, refused } from '../../kernel/refused.ts';
import { NoSecretKey } from '../../kernel/secrets/keyring.ts';
import { domainFor } from './domains.ts';

interface Parts {
  domains?: readonly OrganizationDomainInput[] | null;
  issuers?: readonly OrganizationIssuerInput[] | null;
}

/** Where a client secret is sealed for. */
export const secretPlace = (issuerId: string): string[] => ['organization_issuer', issuerId, 'clientSecret'];

/**
 * Replaces the domains, the issuers or both.
 * @throws INVALID for what is no domain, NAME_TAKEN where another organization has it
 */
export async function setDomainsAndIssuers(change: Change, organization: ConnectedOrganization, parts: Parts): Promise<void> {
  // Whose domain or issuer it is, is asked of all organizations: one change at a time.
  await lockWord(change, 'organization-domains');
  await change.em.flush();
  const issuers = await setIssuers(change, organization, parts.issuers ?? null);
  if (parts.domains) await setDomains(change, organization, parts.domains, issuers);
  await change.em.flush();
  await demandAllNamed(change, organization, issuers);
}

async function setIssuers(
  change: Change,
  organization: ConnectedOrganization,
  inputs: readonly OrganizationIssuerInput[] | null,
): Promise<OrganizationIssuer[]> {
  const kept = await change.em.find(OrganizationIssuer, { organization });
  if (!inputs) return kept;
  const next: OrganizationIssuer[] = [];
  for (const [index, input] of inputs.entries()) next.push(await setIssuer(change, organization, kept, input, index));
  if (new Set(next).size < next.length) throw refused('INVALID', 'This issuer is listed twice.', ['issuers']);
  const gone = kept.filter((issuer) => !next.includes(issuer));
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id);
    await change.em.nativeUpdate(OrganizationDomain, { organization, issuer: { $in: ids } }, { issuer: null });
    for (const issuer of gone) change.em.remove(issuer);
  }
  await change.em.flush();
  return next;
}

async function setIssuer(
  change: Change,
  organization: ConnectedOrganization,
  kept: readonly OrganizationIssuer[],
  input: OrganizationIssuerInput,
  index: number,
): Promise<OrganizationIssuer> {
  const path = ['issuers', String(index)];
  const { tenantClaim = null, tenantValue = null } = input;
  if ((tenantClaim === null) !== (tenantValue === null))
    throw refused('INVALID', 'Name the claim of the tenant and its value together.', [...path, 'tenantClaim']);
  const address = issuerAddress(input.issuer, path);
  const taken = await change.em.findOne(OrganizationIssuer, {
    issuer: address,
    tenantValue,
    organization: { $ne: organization },
  });
  if (taken)
    throw refused('NAME_TAKEN', 'Another organization signs in through this issuer, as this tenant.', [...path, 'issuer']);
  const found = kept.find((one) => one.issuer === address && one.tenantValue === tenantValue);
  const { clientId } = input;
  const issuer =
    found ?? change.create(OrganizationIssuer, { organization, issuer: address, clientId, tenantClaim, tenantValue });
  issuer.clientId = clientId;
  issuer.tenantClaim = tenantClaim;
  if (input.clientSecret) issuer.clientSecret = sealed(change, issuer, input.clientSecret, path);
  return issuer;
}

function sealed({ app }: Change, issuer: OrganizationIssuer, secret: string, path: string[]): string {
  try {
    return app.secrets.seal(secret, secretPlace(issuer.id));
  } catch (error) {
    if (!(error instanceof NoSecretKey)) throw error;
    throw refused('SECRETS_UNAVAILABLE', 'There is no key to encrypt secrets with: set SECRET_KEYS.', [...path, 'clientSecret']);
  }
}

/** An issuer is compared letter by letter, as its tokens are: only what is no address of one is refused. */
function issuerAddress(text: string, path: string[]): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || /[?#]/.test(text))
    throw refused('INVALID', 'An issuer is an https address without a query, as its tokens name it.', [...path, 'issuer']);
  return text;
}

async function setDomains(
  change: Change,
  organization: ConnectedOrganization,
  inputs: readonly OrganizationDomainInput[],
  issuers: readonly OrganizationIssuer[],
): Promise<void> {
  const kept = await change.em.find(OrganizationDomain, { organization });
  const next: OrganizationDomain[] = [];
  for (const [index, input] of inputs.entries()) {
    const path = ['domains', String(index)];
    const domain = await domainFor(change.em, input.domain, organization.id, [...path, 'domain']);
    const issuer = input.issuer == null ? null : issuers.find((one) => one.issuer === input.issuer);
    if (issuer === undefined) throw refused('INVALID', 'This is none of the issuers of the organization.', [...path, 'issuer']);
    const row = kept.find((one) => one.domain === domain) ?? change.create(OrganizationDomain, { organization, domain });
    if (next.some((one) => one.domain === domain))
      throw refused('INVALID', `The domain ${domain} is listed twice.`, [...path, 'domain']);
    row.issuer = issuer;
    next.push(row);
  }
  for (const row of kept) if (!next.includes(row)) change.em.remove(row);
}

/** An issuer vouches only for the domains that name it: without one it would let nobody in. */
async function demandAllNamed(change: Change, organization: ConnectedOrganization, issuers: readonly OrganizationIssuer[]) {
  const domains = await change.em.find(OrganizationDomain, { organization }, { refresh: true });
  const idle = issuers.findIndex((issuer) => !domains.some((domain) => domain.issuer?.id === issuer.id));
  if (idle < 0) return;
  const message = `No domain names the issuer ${issuers[idle]!.issuer}: it would speak for nobody.`;
  throw refused('INVALID', message, ['issuers', String(idle)]);
}

/**
 * Replaces the sponsors.
 * @throws INVALID where an internal one is no member, or an external one no guest of this organization (domain §10)
 */
export async function setSponsors(
  change: Change,
  organization: ConnectedOrganization,
  inputs: readonly OrganizationSponsorInput[],
): Promise<void> {
  const kept = await change.em.find(OrganizationSponsor, { organization });
  const next: OrganizationSponsor[] = [];
  for (const [index, input] of inputs.entries()) {
    const party = await sponsorNamed(change, organization, kept, input, ['sponsors', String(index)]);
    const same = ({ kind, user, group }: OrganizationSponsor) =>
      kind === input.kind && user?.id === party.user?.id && group?.id === party.group?.id;
    if (next.some(same)) throw refused('INVALID', 'This sponsor is listed twice.', ['sponsors', String(index)]);
    next.push(kept.find(same) ?? change.create(OrganizationSponsor, { organization, kind: input.kind, ...party }));
  }
  for (const row of kept) if (!next.includes(row)) change.em.remove(row);
  await change.em.flush();
}

async function sponsorNamed(
  { em }: Change,
  organization: ConnectedOrganization,
  kept: readonly OrganizationSponsor[],
  { kind, userId, groupId }: OrganizationSponsorInput,
  path: string[],
): Promise<{ user: User | null; group: Group | null }> {
  if ((userId == null) === (groupId == null)) throw refused('INVALID', 'Name a user or a group.', path);
  if (groupId != null) {
    const group = await em.findOne(Group, groupId);
    if (!group) throw notFound('group', [...path, 'groupId']);
    return { user: null, group };
  }
  const user = await em.findOne(User, { id: userId!, state: { $ne: 'DELETED' } });
  if (!user) throw notFound('user', [...path, 'userId']);
  // Whoever stands there already and is it no more does not stand in the way of another change.
  if (kept.some((one) => one.user?.id === user.id && one.kind === kind)) return { user, group: null };
  const member = kind === 'INTERNAL' && user.kind === 'MEMBER';
  const guest =
    kind === 'EXTERNAL' && user.kind === 'GUEST' && user.state !== 'PROSPECT' && user.organization?.id === organization.id;
  if (!member && !guest) {
    const message =
      kind === 'INTERNAL' ? 'An internal sponsor is a member.' : 'An external sponsor is a guest of this organization.';
    throw refused('INVALID', message, [...path, 'userId']);
  }
  return { user, group: null };
}
