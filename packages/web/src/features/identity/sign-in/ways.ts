import { get, post } from './session.ts';

/** One way to sign in: at an issuer, or by a code that is sent by mail. */
export type Way = { kind: 'OIDC'; provider: string; name: string } | { kind: 'CODE' };
export type IssuerWay = Extract<Way, { kind: 'OIDC' }>;

/** The issuers among some ways. */
export const issuersIn = (ways: readonly Way[]): IssuerWay[] => ways.filter((way): way is IssuerWay => way.kind === 'OIDC');
/** Is a code one of them? */
export const byCode = (ways: readonly Way[]): boolean => ways.some(({ kind }) => kind === 'CODE');

/** The ways that everybody is shown. */
export async function loadWays(): Promise<Way[]> {
  return (await get<{ ways: Way[] }>('/auth/ways')).ways;
}

/** The ways that fit a mail address. */
export const waysFor = (email: string) => post<{ ways: Way[] }>('/auth/ways', { email });
/** Has a code sent. */
export const askForCode = (email: string) => post('/auth/code', { email });
/** Signs in with a code. */
export const signInByCode = (email: string, code: string) => post('/auth/code/verify', { email, code });

/** Where the issuer is met, who leads back to the page that was wanted. */
export function issuerAddress({ provider }: IssuerWay, next: string, hint?: string): string {
  return `/auth/oidc/start?${new URLSearchParams({ provider, return: next, ...(hint && { hint }) })}`;
}
