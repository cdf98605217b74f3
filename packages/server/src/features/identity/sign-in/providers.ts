import { type Vouching } from '@gatehouse/schema/rules/identity-match';
import { type App } from '../../../kernel/operation.ts';

/** An issuer by which people sign in, wherever it is set. */
export interface SignInProvider extends Vouching {
  /** Stands in addresses. */
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  scopes: readonly string[];
  claims: { employeeNumber?: string; attributes: Readonly<Record<string, string>> };
  /** What its tokens must say. */
  tenant: { claim: string; value: string } | null;
}

/** Every issuer there is: those of the configuration, for our own people. */
export async function signInProviders({ config }: App): Promise<SignInProvider[]> {
  return config.oidcProviders.map(({ clientSecret, tenant, ...provider }) => ({
    ...provider,
    of: 'MEMBERS',
    clientSecret: clientSecret ?? null,
    tenant: tenant ?? null,
  }));
}

/** The issuer with this id, or null. */
export async function signInProvider(app: App, id: string): Promise<SignInProvider | null> {
  return (await signInProviders(app)).find((provider) => provider.id === id) ?? null;
}

/** The issuers by which people with mail addresses of this domain sign in. */
export async function providersOfDomain(app: App, domain: string): Promise<SignInProvider[]> {
  return (await signInProviders(app)).filter(({ domains }) => domains.includes(domain));
}
