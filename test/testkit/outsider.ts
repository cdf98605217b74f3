import {
  admitOutsider,
  type AdmissionRefusal,
  type OutsideIdentity,
} from '@gatehouse/server/features/identity/people/admit-outsider';
import { inChange } from '@gatehouse/server/kernel/change';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { type TestApp } from './app.ts';
import { type Answered } from './mutate.ts';
import { type TestPackagePlan } from './world.ts';

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

/** The ids of what somebody from outside has to accept now, as `submitAccessRequest` takes them. */
export async function acceptable({ query }: Pick<TestApp, 'query'>, as: { id: string }): Promise<{ termsId: string }[]> {
  const { terms } = await query<{ terms: { nodes: { id: string }[] } }>('{ terms(first: 1) { nodes { id } } }', {}, { as });
  return terms.nodes.map(({ id }) => ({ termsId: id }));
}

/** A package that gives a group, listed, in a catalog that is open to outsiders where none is named. */
export async function openPackage({ world }: TestApp, name: string, policy: TestPackagePlan['policy'], catalog?: Catalog) {
  const group = await world.group();
  const inCatalog = catalog ?? (await world.catalog({ externallyVisible: true }));
  const { roles } = await world.resource({ group, catalogs: [inCatalog] });
  const accessPackage = await world.package({ name, catalog: inCatalog, roles, hidden: false, ...(policy && { policy }) });
  return Object.assign(accessPackage, { group });
}

/** Somebody as an administrator sees them. */
export async function personAs({ query }: Pick<TestApp, 'query'>, admin: { id: string }, id: string): Promise<Answered> {
  const document = 'query ($id: ID!) { node(id: $id) { ... on User { kind state governed organization { name state } } } }';
  return (await query<Answered>(document, { id }, { as: admin })).node;
}
