import { TestIssuer } from './oidc.ts';

/** Handed from the run to its files, which are processes of their own. */
const HANDED_ON = 'GATEHOUSE_TEST_PROVIDERS';
const SLOW_MS = 3_000;
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

/**
 * With GATEHOUSE_TEST_ISSUERS=troubled every server of the run knows two more issuers: one that takes three seconds for each answer, and
 * one that is down. Nothing else may go wrong for that.
 * @returns what stops them
 */
export async function startTroubledIssuers(): Promise<() => Promise<void>> {
  if (process.env.GATEHOUSE_TEST_ISSUERS !== 'troubled') return async () => undefined;
  const slow = await TestIssuer.start();
  slow.slowMs = SLOW_MS;
  process.env[HANDED_ON] = JSON.stringify([
    slow.settings({ id: 'troubled-slow', name: 'Slow', domains: ['slow-issuer.example'] }),
    { id: 'troubled-down', name: 'Down', issuer: NOWHERE, clientId: 'us', domains: ['down-issuer.example'] },
  ]);
  return () => slow.stop();
}

/** The settings of a server, with the troubled issuers behind its own where there are some. */
export function withTroubledIssuers(env: Record<string, string>): Record<string, string> {
  const troubled = process.env[HANDED_ON];
  // A public address refuses issuers without TLS, as ours are.
  if (!troubled || env.PUBLIC_URL?.startsWith('https:')) return env;
  const own = JSON.parse(env.OIDC_PROVIDERS ?? '[]') as object[];
  return { ...env, OIDC_PROVIDERS: JSON.stringify([...own, ...(JSON.parse(troubled) as object[])]) };
}
