import type { SponsorKind } from '@gatehouse/schema/rules/vocabulary';
import type { Party } from '../../identity/choosing/DirectoryPicker.tsx';
import type { Organization } from '../organization.ts';

/** A mail domain while it is typed. */
export interface DomainDraft {
  key: string;
  domain: string;
  /** The key of the issuer where its people sign in; null: they are sent a code. */
  issuer: string | null;
}

/** An issuer while it is typed. */
export interface IssuerDraft {
  key: string;
  /** Is it there already, so that its secret may be left as it is? */
  kept: boolean;
  issuer: string;
  clientId: string;
  clientSecret: string;
  tenantClaim: string;
  tenantValue: string;
}

/** An organization while it is edited. */
export interface OrganizationDraft {
  name: string;
  description: string;
  configured: boolean;
  domains: readonly DomainDraft[];
  issuers: readonly IssuerDraft[];
  sponsors: Readonly<Record<SponsorKind, readonly Party[]>>;
}

/** Changes some fields of a draft. */
export type Change = (part: Partial<OrganizationDraft>) => void;

const key = () => crypto.randomUUID();

/** One more domain, by code until something else is said. */
export const newDomain = (): DomainDraft => ({ key: key(), domain: '', issuer: null });

/** One more issuer. */
export const newIssuer = (): IssuerDraft => ({
  key: key(),
  kept: false,
  issuer: '',
  clientId: '',
  clientSecret: '',
  tenantClaim: '',
  tenantValue: '',
});

/** A new organization, to be given its first domain. */
export const newOrganization = (): OrganizationDraft => ({
  name: '',
  description: '',
  configured: true,
  domains: [newDomain()],
  issuers: [],
  sponsors: { INTERNAL: [], EXTERNAL: [] },
});

/** An organization that is there, ready to be edited. */
export function fromOrganization(organization: Organization): OrganizationDraft {
  const sponsors = (kind: SponsorKind): Party[] =>
    organization.sponsors
      .filter((one) => one.kind === kind)
      .flatMap(({ user, group }): Party[] => {
        if (user) return [{ kind: 'USER', ...user }];
        return group ? [{ kind: 'GROUP', ...group }] : [];
      });
  return {
    name: organization.name,
    description: organization.description ?? '',
    configured: organization.state === 'CONFIGURED',
    domains: organization.domains.map(({ id, domain, issuer }) => ({ key: id, domain, issuer: issuer?.id ?? null })),
    issuers: organization.issuers.map(({ id, issuer, clientId, tenantClaim, tenantValue }) => ({
      key: id,
      kept: true,
      issuer,
      clientId: clientId ?? '',
      clientSecret: '',
      tenantClaim: tenantClaim ?? '',
      tenantValue: tenantValue ?? '',
    })),
    sponsors: { INTERNAL: sponsors('INTERNAL'), EXTERNAL: sponsors('EXTERNAL') },
  };
}

/** The domains in which something was typed: those that are sent. */
export const typedDomains = ({ domains }: Pick<OrganizationDraft, 'domains'>): DomainDraft[] =>
  domains.filter(({ domain }) => domain.trim() !== '');

/** What is sent of the sponsors, in the order in which refusals count them. */
export function sponsorInputs({ sponsors }: OrganizationDraft) {
  return (['INTERNAL', 'EXTERNAL'] as const).flatMap((kind) =>
    sponsors[kind].map((party) => ({
      kind,
      userId: party.kind === 'USER' ? party.id : null,
      groupId: party.kind === 'GROUP' ? party.id : null,
    })),
  );
}

/** What the editor holds, as the API takes it. */
export function toInput(draft: OrganizationDraft) {
  const address = new Map(draft.issuers.map(({ key: row, issuer }) => [row, issuer.trim()]));
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    state: draft.configured ? ('CONFIGURED' as const) : ('PROPOSED' as const),
    issuers: draft.issuers.map(({ issuer, clientId, clientSecret, tenantClaim, tenantValue }) => ({
      issuer: issuer.trim(),
      clientId: clientId.trim(),
      clientSecret: clientSecret || null,
      tenantClaim: tenantClaim.trim() || null,
      tenantValue: tenantValue.trim() || null,
    })),
    domains: typedDomains(draft).map(({ domain, issuer }) => ({
      domain: domain.trim(),
      issuer: issuer === null ? null : (address.get(issuer) ?? null),
    })),
    sponsors: sponsorInputs(draft),
  };
}
