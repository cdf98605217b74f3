/** What an outsider proved about themself. */
export interface OutsideProof {
  /** The part of the mail address behind the @, as `mailDomain` spells it. */
  readonly domain: string;
  /** A code sent to the address proved it, or a sign-in that says so of the address. */
  readonly mailVerified: boolean;
  /** The issuer somebody signed in through and what its tenant claim says; null: by a code. */
  readonly issuer: { readonly issuer: string; readonly tenant: string | null } | null;
}

/** An issuer of an organization. */
export interface MatchIssuer {
  readonly id: string;
  readonly organizationId: string;
  readonly issuer: string;
  readonly tenantValue: string | null;
}

/** What is known of the domain and the issuer somebody came with. */
export interface MatchFacts {
  /** Every issuer of an organization with that address, whatever its tenant. */
  readonly issuers: readonly MatchIssuer[];
  /** Whose domain it is, and the issuer of that organization that speaks for it; null: nobody's. */
  readonly domain: { readonly organizationId: string; readonly issuerId: string | null } | null;
  /** Do the rules about mail domains shut it out? */
  readonly shutOut: boolean;
}

/** Why an outsider is not let in. */
export type MatchRefusal =
  /** A rule about mail domains shuts them out. */
  | 'DOMAIN_BLOCKED'
  /** Nothing proved that the mail address is theirs. */
  | 'NOT_VERIFIED'
  /** People of this domain sign in through their organization's own issuer. */
  | 'WRONG_ISSUER'
  /** The issuer does not speak for mail addresses of this domain. */
  | 'NOT_VOUCHED_FOR';

/** The organization somebody belongs to, or none: a person by themself, or of an organization that is not known. */
export type OrganizationMatch =
  | { readonly ok: true; readonly organizationId: string | null }
  | { readonly ok: false; readonly refusal: MatchRefusal };

/**
 * To which organization a proven outsider belongs (domain §10): by the issuer, with its tenant, before the domain. An issuer vouches only
 * for the domains that are listed with it; a domain that has an issuer lets nobody in who came another way; a sub-domain is a
 * domain of its own.
 */
export function matchOrganization(proof: OutsideProof, facts: MatchFacts): OrganizationMatch {
  const refused = (refusal: MatchRefusal): OrganizationMatch => ({ ok: false, refusal });
  if (facts.shutOut) return refused('DOMAIN_BLOCKED');
  const came = proof.issuer && facts.issuers.find((one) => isIssuer(one, proof.issuer!));
  if (came) {
    const vouches = facts.domain?.organizationId === came.organizationId && facts.domain.issuerId === came.id;
    return vouches
      ? { ok: true, organizationId: came.organizationId }
      : refused(facts.domain?.issuerId ? 'WRONG_ISSUER' : 'NOT_VOUCHED_FOR');
  }
  if (facts.domain?.issuerId) return refused('WRONG_ISSUER');
  if (!proof.mailVerified) return refused('NOT_VERIFIED');
  return { ok: true, organizationId: facts.domain?.organizationId ?? null };
}

function isIssuer({ issuer, tenantValue }: MatchIssuer, came: { issuer: string; tenant: string | null }): boolean {
  return issuer === came.issuer && (tenantValue === null || tenantValue === came.tenant);
}
