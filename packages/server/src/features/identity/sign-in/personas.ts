import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { DEPLOYMENT_ID, Deployment } from '@gatehouse/schema/shared/deployment.entity';
import { type Change } from '../../../kernel/change.ts';
import { type App } from '../../../kernel/operation.ts';
import { startSession, type StartedSession } from './start-session.ts';

/** A person of the demo company whom anybody may sign in as. */
export interface Persona {
  id: string;
  name: string;
  email: string | null;
  jobTitle: string | null;
  department: string | null;
}

/** Was this database filled by the demo seeder? Personas exist nowhere else. */
export async function isDemoDatabase(app: App): Promise<boolean> {
  const deployment = await app.orm.em.fork().findOne(Deployment, DEPLOYMENT_ID);
  return deployment?.demo === true;
}

/** The personas, by name. */
export async function personas(app: App): Promise<Persona[]> {
  const users = await app.orm.em
    .fork()
    .find(User, { demoPersona: true, state: 'ACTIVE' }, { orderBy: { name: 'asc', id: 'asc' } });
  return users.map(({ id, name, email, jobTitle, department }) => ({ id, name, email, jobTitle, department }));
}

/** Signs in as a persona. @returns null where the id is no active persona's */
export async function signInAsPersona(
  change: Change,
  userId: string,
  userAgent: string | undefined,
): Promise<StartedSession | null> {
  // Asked of nobody where it cannot be one: some texts end the connection to the database.
  if (kindOfId(userId) !== 'User') return null;
  const principal = await change.em.findOne(
    Principal,
    { user: { id: userId, demoPersona: true, state: 'ACTIVE' } },
    { populate: ['user'] },
  );
  return principal && startSession(change, principal, 'PERSONA', userAgent);
}
