import { mailAddress } from '@gatehouse/schema/rules/mail-address';
import { type Change } from '../../../../kernel/change.ts';
import { admitOutsider, type AdmissionRefusal } from '../../people/admit-outsider.ts';
import { startSession, type StartedSession } from '../start-session.ts';
import { spendChallenge } from './challenge.ts';

/** Signs in whoever proved a mail address by the code that was sent to it: a guest, or somebody new from outside. */
export async function signInByCode(
  change: Change,
  challenge: { id: string; address: string },
  userAgent: string | undefined,
): Promise<StartedSession | { refused: AdmissionRefusal | 'REPLAYED' }> {
  if (!(await spendChallenge(change, challenge.id))) return { refused: 'REPLAYED' };
  const { address } = mailAddress(challenge.address)!;
  const admitted = await admitOutsider(change, { email: address, emailVerified: true, issuer: null, tenant: null, name: null });
  if ('refused' in admitted) return admitted;
  const proof = { provider: null, providerId: null, acr: null, amr: ['otp'], authenticatedAt: change.now };
  return startSession(change, admitted.principal, 'CODE', userAgent, proof);
}
