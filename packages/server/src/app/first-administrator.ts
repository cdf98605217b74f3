import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { idByMail } from '../features/identity/people/user.facts.ts';
import { inChange, type Change } from '../kernel/change.ts';
import { defaultConnector } from './builders/resource.ts';
import { systemOperation } from '../kernel/jobs/system-operation.ts';
import { type App } from '../kernel/operation.ts';

/** Serializes replicas that start at once. */
const LOCK_KEY = 4_773_003;

/**
 * Makes the person of GATEHOUSE_ADMIN_EMAIL an administrator, as long as there is none; a user is made where the mail
 * address is unknown. They find the two targets that every deployment has. @returns whether it did
 */
export async function ensureFirstAdministrator(app: App): Promise<boolean> {
  const email = app.config.adminEmail;
  if (!email) return false;
  return inChange(systemOperation(app, app.now()), async (change) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(change.em.getKysely());
    if ((await change.em.count(DeploymentRoleAssignment, { role: 'ADMINISTRATOR' })) > 0) return false;
    const user = (await userByMail(change, email)) ?? makeUser(change, email);
    const role = change.create(DeploymentRoleAssignment, { role: 'ADMINISTRATOR', user });
    await makeBuiltInTargets(change);
    change.audit({
      action: 'deployment_role.assigned',
      subject: { type: 'DeploymentRoleAssignment', id: role.id },
      targetId: user.id,
      details: { role: 'ADMINISTRATOR', reason: 'FIRST_ADMINISTRATOR' },
    });
    return true;
  });
}

/** What needs no other system: our own directory, and work that people do by hand. */
async function makeBuiltInTargets(change: Change): Promise<void> {
  if ((await change.em.count(Connector)) > 0) return;
  for (const driver of change.app.connectors.all().filter(({ builtIn }) => builtIn)) {
    const { id, kind } = await defaultConnector(change, driver);
    change.audit({ action: 'connector.created', subject: { type: 'Connector', id }, details: { kind, isDefault: true } });
  }
}

/** The active user with this mail address, upper and lower case alike; null where there is none. */
export async function userByMail({ em }: Pick<Change, 'em'>, email: string): Promise<User | null> {
  const id = await idByMail(em, email);
  return id === null ? null : em.findOne(User, id);
}

function makeUser(change: Change, email: string): User {
  const user = change.create(User, { kind: 'MEMBER', name: email.split('@')[0] ?? email, email });
  change.create(Principal, { user });
  change.audit({ action: 'user.created', subject: { type: 'User', id: user.id }, targetId: user.id });
  return user;
}
