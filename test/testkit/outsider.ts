import {
  admitOutsider,
  type AdmissionRefusal,
  type OutsideIdentity,
} from '@gatehouse/server/features/identity/people/admit-outsider';
import { inChange } from '@gatehouse/server/kernel/change';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type TestApp } from './app.ts';

/** Somebody from outside proves a mail address, as a sign-in does. @returns who they are here, or why they are not let in */
export async function proves(
  { app }: Pick<TestApp, 'app'>,
  email: string,
  more: Partial<OutsideIdentity> = {},
): Promise<{ id: string } | { refused: AdmissionRefusal }> {
  const identity: OutsideIdentity = { email, emailVerified: true, issuer: null, tenant: null, name: null, ...more };
  return inChange(systemOperation(app, app.now()), async (change) => {
    const admitted = await admitOutsider(change, identity);
    return 'refused' in admitted ? admitted : { id: admitted.principal.user!.id };
  });
}

/** As `proves`, where they must be let in. */
export async function comesIn(
  t: Pick<TestApp, 'app'>,
  email: string,
  more: Partial<OutsideIdentity> = {},
): Promise<{ id: string }> {
  const person = await proves(t, email, more);
  if ('refused' in person) throw new Error(`${email} was not let in: ${person.refused}`);
  return person;
}
