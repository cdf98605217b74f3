import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { type Change } from '../../../kernel/change.ts';

interface NewProspect {
  address: string;
  /** What they are called; without it, their address. */
  name?: string | null;
  /** To which organization they belong from the start; null: to none. */
  organizationId: string | null;
  /** When they proved that the address is theirs; null: somebody else named them. */
  emailProvedAt: Date | null;
}

/**
 * Makes somebody from outside without an account, with the principal they sign in as. The word of the mail address is locked, and nobody
 * has it.
 */
export async function makeProspect(
  change: Change,
  { address, name, organizationId, emailProvedAt }: NewProspect,
): Promise<Principal> {
  const user = change.create(User, {
    kind: 'GUEST',
    state: 'PROSPECT',
    name: name?.trim() || address,
    email: address,
    organization: organizationId === null ? null : change.em.getReference(ConnectedOrganization, organizationId),
    emailProvedAt,
  });
  const principal = change.create(Principal, { user });
  change.audit({
    action: 'user.prospected',
    subject: { type: 'User', id: user.id },
    targetId: user.id,
    details: { organizationId, ...(emailProvedAt === null && { named: true }) },
  });
  await change.em.flush();
  return principal;
}
