import {
  type CreateConnectedOrganizationInput,
  type UpdateConnectedOrganizationInput,
} from '@gatehouse/schema/organizations/organization.inputs';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { sql } from 'kysely';
import { demandAbility } from '../../kernel/authz/demand.ts';
import { type Change } from '../../kernel/change.ts';
import { likeExactly } from '../../kernel/db/like.ts';
import { lockFresh } from '../../kernel/fresh.ts';
import { lockWord } from '../../kernel/lock.ts';
import { refused } from '../../kernel/refused.ts';
import { joinByDomain } from './join-by-domain.ts';
import { setDomainsAndIssuers, setSponsors } from './organization-parts.ts';

/** Makes an organization; it is usable at once, and nothing is asked of the other side. */
export async function createConnectedOrganization(change: Change, input: CreateConnectedOrganizationInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  await demandFreeName(change, input.name);
  const organization = change.create(ConnectedOrganization, {
    name: input.name,
    description: input.description ?? null,
    state: input.state ?? 'CONFIGURED',
  });
  await setDomainsAndIssuers(change, organization, { domains: input.domains ?? [], issuers: input.issuers ?? [] });
  await setSponsors(change, organization, input.sponsors ?? []);
  const joined = await joinByDomain(change, organization);
  record(change, 'organization.created', organization, { state: organization.state, joined });
  return { connectedOrganization: organization.id };
}

/** Changes what the input names. Who belongs to it stays: that was fixed when they first signed in. */
export async function updateConnectedOrganization(change: Change, input: UpdateConnectedOrganizationInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  const organization = await lockFresh(change, ConnectedOrganization, input, 'connected organization');
  const before = organization.state;
  if (input.name != null && input.name !== organization.name) {
    await demandFreeName(change, input.name, organization.id);
    organization.name = input.name;
  }
  if (input.description !== undefined) organization.description = input.description;
  if (input.state != null) organization.state = input.state;
  if (input.domains || input.issuers) await setDomainsAndIssuers(change, organization, input);
  if (input.sponsors) await setSponsors(change, organization, input.sponsors);
  const joined = input.domains ? await joinByDomain(change, organization) : 0;
  // Its parts are rows of their own: it has changed with them.
  organization.updatedAt = change.now;
  const parts = (['name', 'description', 'state', 'domains', 'issuers', 'sponsors'] as const).filter(
    (part) => input[part] !== undefined,
  );
  record(change, 'organization.updated', organization, {
    changed: parts,
    joined,
    ...(organization.state !== before && { state: organization.state }),
  });
  return { connectedOrganization: organization.id };
}

/** Deletes an organization that no policy names and whose people hold nothing; they belong to none from then on. */
export async function deleteConnectedOrganization(change: Change, input: DeleteInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  const organization = await lockFresh(change, ConnectedOrganization, input, 'connected organization');
  const uses = await usesOf(change, organization.id);
  if (uses.length > 0) throw refused('IN_USE', `This organization is still needed: ${uses.join(', ')}.`, ['id']);
  await sql`update app_user set organization_id = null, updated_at = ${change.now}, version = version + 1
    where organization_id = ${organization.id}`.execute(change.em.getKysely());
  record(change, 'organization.deleted', organization);
  change.em.remove(organization);
  return { deletedId: organization.id };
}

async function usesOf({ em, now }: Change, id: string): Promise<string[]> {
  const { rows } = await sql<{ policies: number; holders: number; pending: number }>`select
    (select count(distinct v.policy_id)::int from policy_party p join assignment_policy_version v on v.id = p.policy_version_id
      where p.organization_id = ${id}) as policies,
    (select count(*)::int from app_user u join assignment a on a.target_id = u.id where u.organization_id = ${id}
      and a.state in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED') and (a.expires_at is null or a.expires_at > ${now})) as holders,
    (select count(*)::int from app_user u join access_request r on r.target_id = u.id where u.organization_id = ${id}
      and r.state in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING')) as pending`.execute(em.getKysely());
  const { policies = 0, holders = 0, pending = 0 } = rows[0] ?? {};
  const say = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);
  return [
    ...say(policies, 'policy names it', 'policies name it'),
    ...say(holders, 'assignment of its people is live', 'assignments of its people are live'),
    ...say(pending, 'request of its people is pending', 'requests of its people are pending'),
  ];
}

async function demandFreeName(change: Change, name: string, except?: string): Promise<void> {
  await lockWord(change, 'organization-name', name);
  const taken = await change.em.findOne(ConnectedOrganization, {
    name: likeExactly(name),
    ...(except && { id: { $ne: except } }),
  });
  if (taken) throw refused('NAME_TAKEN', `There is an organization named "${name}" already.`, ['name']);
}

function record(
  change: Change,
  action: AuditAction,
  organization: ConnectedOrganization,
  details: Record<string, unknown> = {},
): void {
  change.audit({ action, subject: { type: 'ConnectedOrganization', id: organization.id }, details });
}
