import { DomainRuleKind } from './vocabulary.ts';

/** A rule about one mail domain, in small letters. */
export interface DomainRuleFacts {
  readonly domain: string;
  readonly kind: DomainRuleKind;
  /** Is it said of all its sub-domains too? */
  readonly withSubdomains: boolean;
}

/** Is the rule about this domain? */
export function isAbout(rule: Pick<DomainRuleFacts, 'domain' | 'withSubdomains'>, domain: string): boolean {
  return domain === rule.domain || (rule.withSubdomains && domain.endsWith(`.${rule.domain}`));
}

/**
 * Do the rules shut people of this mail domain out (domain §10)? A block beats everything. Where some domains are allowed, all
 * others are shut out, and so is whoever has no mail address.
 *
 * @param domain in small letters; null: no mail address.
 */
export function domainShutOut(domain: string | null, rules: readonly DomainRuleFacts[]): boolean {
  const about = (kind: DomainRuleKind) => domain !== null && rules.some((rule) => rule.kind === kind && isAbout(rule, domain));
  const allowList = rules.some(({ kind }) => kind === DomainRuleKind.ALLOW);
  return about(DomainRuleKind.BLOCK) || (allowList && !about(DomainRuleKind.ALLOW));
}
