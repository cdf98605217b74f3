import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { mailDomain } from '@gatehouse/schema/rules/mail-address';
import { type EntityManager } from '@mikro-orm/postgresql';
import { createRequire } from 'node:module';
import { getDomain } from 'tldts';
import { refused } from '../../kernel/refused.ts';

/** The package brings no types, and its list is plain JSON. */
const FREE = new Set(createRequire(import.meta.url)('email-providers/all.json') as string[]);

/** Does anybody get a mail address there? Then it is nobody's organization, and its people are persons by themselves (domain §10). */
export function isPublicMail(domain: string): boolean {
  return FREE.has(domain);
}

/** Why this cannot be the domain of an organization, in a sentence; null: it can. */
export function domainProblem(domain: string | null): string | null {
  if (domain === null) return 'This is no mail domain such as "northwind.example".';
  if (getDomain(domain) === null)
    return 'Everybody may have a domain below this one; name the domain of the organization itself.';
  return isPublicMail(domain) ? 'Anybody gets a mail address at this provider: it is no organization.' : null;
}

/**
 * The domain that was typed, as it is kept.
 * @param organizationId whose it is to be; null for one that is not there yet.
 * @throws INVALID where it is none, NAME_TAKEN where another organization has it
 */
export async function domainFor(
  em: EntityManager,
  typed: string,
  organizationId: string | null,
  path: string[],
): Promise<string> {
  const domain = mailDomain(typed);
  const problem = domainProblem(domain);
  if (problem !== null || domain === null) throw refused('INVALID', problem ?? '', path);
  const owner = await ownerOf(em, domain);
  if (owner && owner.id !== organizationId) throw refused('NAME_TAKEN', `The domain ${domain} belongs to ${owner.name}.`, path);
  return domain;
}

/** Whose domain it is. */
export async function ownerOf(em: EntityManager, domain: string): Promise<{ id: string; name: string } | null> {
  const row = await em.findOne(OrganizationDomain, { domain }, { populate: ['organization'] });
  return row && { id: row.organization.id, name: row.organization.name };
}
