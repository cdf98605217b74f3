import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type OrganizationState, type SponsorKind } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';

/** Where people of an organization sign in, to be made. */
export interface IssuerPlan {
  issuer: string;
  clientId: string;
  tenantClaim?: string;
  tenantValue?: string;
}

/** An organization to be made: configured where nothing is said. */
export interface OrganizationPlan {
  name: string;
  description?: string | null;
  state?: OrganizationState;
  /** Its mail domains; all of them sign in through the issuer, where one is said. */
  domains?: readonly string[];
  issuer?: IssuerPlan;
  sponsors?: readonly SponsorPlan[];
}

/** Who is to vouch for its people: a user or a group. */
export interface SponsorPlan {
  kind: SponsorKind;
  holder: { id: string };
}

/** Makes a connected organization with its parts. */
export function buildOrganization(change: Change, plan: OrganizationPlan): ConnectedOrganization {
  const { domains = [], issuer: issuerPlan, sponsors = [], ...fields } = plan;
  const organization = change.create(ConnectedOrganization, fields);
  const issuer = issuerPlan ? change.create(OrganizationIssuer, { organization, ...issuerPlan }) : null;
  for (const domain of domains) change.create(OrganizationDomain, { organization, domain, issuer });
  for (const sponsor of sponsors) buildSponsor(change, organization, sponsor);
  return organization;
}

/** Makes somebody a sponsor: an external one is a guest of the organization, and so made after it. */
export function buildSponsor(
  change: Change,
  organization: { id: string },
  { kind, holder: { id } }: SponsorPlan,
): OrganizationSponsor {
  return change.create(OrganizationSponsor, {
    organization: change.em.getReference(ConnectedOrganization, organization.id),
    kind,
    ...(id.startsWith('usr_') ? { user: change.em.getReference(User, id) } : { group: change.em.getReference(Group, id) }),
  });
}
