import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { type BlockReason, type DeploymentRole, type UserKind, type UserState } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';

/** A person to be made. What is absent is ordinary: an active member with a mail address made from the name. */
export interface UserPlan {
  name: string;
  /** Null: none. */
  email?: string | null;
  kind?: UserKind;
  state?: UserState;
  blockReason?: BlockReason | null;
  department?: string | null;
  jobTitle?: string | null;
  region?: string | null;
  manager?: { id: string } | null;
  /** Who answers for a service. */
  responsible?: { id: string } | null;
  attributes?: Record<string, string> | null;
  externalKey?: string | null;
  demoPersona?: boolean;
  /** An outsider's organization. */
  organization?: { id: string } | null;
  governed?: boolean;
  emailProvedAt?: Date | null;
  /** Roles over the deployment, without the right to bypass approval. */
  roles?: readonly DeploymentRole[];
}

/** Makes a user with the principal they sign in as. */
export function buildUser(change: Change, plan: UserPlan): User {
  const { roles = [], manager, responsible, organization, ...fields } = plan;
  const user = change.create(User, {
    kind: 'MEMBER',
    email: mailFor(plan.name),
    ...fields,
    organization: organization ? change.em.getReference(ConnectedOrganization, organization.id) : null,
    responsible: responsible ? change.em.getReference(User, responsible.id) : null,
    manager: manager ? change.em.getReference(User, manager.id) : null,
  });
  change.create(Principal, { user });
  for (const role of roles) change.create(DeploymentRoleAssignment, { role, user });
  return user;
}

/** Adele Vance → adele.vance@contoso.example */
export function mailFor(name: string, domain = 'contoso.example'): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z0-9 ]/g, '');
  return `${plain.trim().toLowerCase().replaceAll(/ +/g, '.')}@${domain}`;
}
