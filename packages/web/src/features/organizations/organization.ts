import { graphql, type FragmentOf } from '../../graphql/graphql.ts';

/** An organization with its domains, where its people sign in, and who vouches for them. */
export const OrganizationFragment = graphql(`
  fragment OrganizationParts on ConnectedOrganization {
    id
    version
    name
    description
    state
    domains {
      id
      domain
      authenticationType
      issuer {
        id
        issuer
      }
    }
    issuers {
      id
      issuer
      clientId
      tenantClaim
      tenantValue
    }
    sponsors {
      id
      kind
      active
      user {
        id
        name
      }
      group {
        id
        name
      }
    }
    viewerCan {
      edit {
        allowed
        reason
      }
      delete {
        allowed
        reason
      }
    }
  }
`);

export type Organization = FragmentOf<typeof OrganizationFragment>;
export type Sponsor = Organization['sponsors'][number];

/** What a sponsor is called: a person, or a group that stands for those in it. */
export const sponsorName = ({ user, group }: Pick<Sponsor, 'user' | 'group'>): string => user?.name ?? group?.name ?? '';

/** An issuer with the tenant that tells whose it is, where several organizations share it. */
export function issuerInWords({
  issuer,
  tenantClaim,
  tenantValue,
}: Pick<Organization['issuers'][number], 'issuer' | 'tenantClaim' | 'tenantValue'>): string {
  return tenantValue ? `${issuer} (${tenantClaim} ${tenantValue})` : issuer;
}
