import { Session } from '@gatehouse/schema/identity/session.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { type App } from '../../../../kernel/operation.ts';
import { signInProvider, type SignInProvider } from '../providers.ts';
import { waysFor } from '../ways.ts';

/** What a policy wants proved; nothing where there is no such policy. */
export async function proofsWanted(app: App, policyId: string): Promise<readonly string[]> {
  if (kindOfId(policyId) !== 'AssignmentPolicy') return [];
  const policy = await app.orm.em.fork().findOne(AssignmentPolicy, policyId, { populate: ['currentVersion'] });
  return policy?.currentVersion?.requesting.proofs ?? [];
}

/** The issuer at which whoever has a session can prove more: the one they signed in by, or the first that fits their mail address. */
export async function providerOfSession(app: App, sessionId: string): Promise<SignInProvider | null> {
  const session = await app.orm.em.fork().findOne(Session, sessionId, { populate: ['principal.user'] });
  if (!session) return null;
  if (session.providerId !== null) return signInProvider(app, session.providerId);
  const mail = mailAddress(session.principal.user?.email ?? '');
  const ways = mail ? await waysFor(app, mail) : [];
  const way = ways.find((one) => one.kind === 'OIDC');
  return way ? signInProvider(app, way.provider) : null;
}
