import type { OrganizationState } from '@gatehouse/schema/rules/vocabulary';

/** What narrows the list of organizations, as it stands in the address. */
export interface Narrowed {
  q?: string | undefined;
  state?: OrganizationState | undefined;
  sponsors?: 'none' | undefined;
}

/** Those whose name, domain or issuer holds a text, in a state, or without anybody who can vouch. */
export function organizationFilter({ q, state, sponsors }: Narrowed) {
  const text = { contains: q ?? null };
  return {
    ...(q && { or: [{ name: text }, { domains: { some: { domain: text } } }, { issuers: { some: { issuer: text } } }] }),
    ...(state && { state: { eq: state } }),
    ...(sponsors && { sponsors: { none: { active: { eq: true } } } }),
  };
}
