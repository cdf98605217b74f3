import { mailAddress, type MailAddress } from '@gatehouse/schema/rules/mail-address';
import { type Vouched } from '@gatehouse/schema/rules/identity-match';
import { onOneLine } from '@gatehouse/schema/rules/one-line';
import { type SignInProvider } from '../providers.ts';

/** Who somebody is for an issuer, as far as we asked. */
export interface Identity extends Vouched {
  issuer: string;
  subject: string;
  mail: MailAddress | null;
  /** Does it say itself that the address was not proved? That is more than saying nothing. */
  mailDoubted: boolean;
  name: string | null;
  attributes: Readonly<Record<string, string>>;
  tenant: string | null;
  /** How they proved who they are (`acr`, `amr`), and when. */
  acr: string | null;
  amr: readonly string[];
  authenticatedAt: Date | null;
}

export type Claims = Readonly<Record<string, unknown>>;

const LONGEST = 500;

/** The claims that a sign-in by this provider needs beyond who it is. */
export function wantedClaims({ claims, tenant }: SignInProvider): string[] {
  const named = [claims.employeeNumber, tenant?.claim].filter((claim) => claim !== undefined);
  return ['email', 'name', ...named, ...Object.values(claims.attributes)];
}

/** Reads what an issuer tells of somebody, by the names that are set for it. */
export function identityFrom(claims: Claims, provider: SignInProvider): Identity {
  const { claims: names, tenant } = provider;
  const given = (claim: string | undefined) => (claim === undefined ? null : textOf(claims[claim]));
  const attributes = Object.entries(names.attributes).flatMap(([name, claim]) => {
    const value = given(claim);
    return value === null ? [] : [[name, value] as const];
  });
  const { email_verified: said } = claims;
  const mailVerified = said === true || said === 'true';
  return {
    issuer: String(claims.iss),
    subject: String(claims.sub),
    mail: typeof claims.email === 'string' ? mailAddress(claims.email) : null,
    mailVerified,
    mailDoubted: !mailVerified && said !== undefined && said !== null,
    name: given('name'),
    employeeNumber: given(names.employeeNumber),
    attributes: Object.fromEntries(attributes),
    tenant: given(tenant?.claim),
    acr: given('acr'),
    amr: textsOf(claims.amr) ?? [],
    authenticatedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
  };
}

/** A claim on one line; several become one text. Null where there is nothing to be told. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textsOf(value)?.join(', ') ?? null;
  if (!['string', 'number', 'boolean'].includes(typeof value)) return null;
  return onOneLine(String(value)).slice(0, LONGEST) || null;
}

function textsOf(value: unknown): string[] | null {
  if (value === undefined || value === null) return null;
  const all = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string').map((one) => onOneLine(one).slice(0, LONGEST));
}
