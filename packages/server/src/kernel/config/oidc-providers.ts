import { mailDomain } from '@gatehouse/schema/rules/mail-address';
import { z } from 'zod';

const word = z.string().trim().min(1).max(200);
const domain = z
  .string()
  .transform((text) => mailDomain(text) ?? '')
  .refine((name) => name !== '');

/** One issuer by which the people of this deployment sign in. What is not known here is a slip, and refused. */
const provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: word,
  issuer: z.url({ protocol: /^https?$/ }).refine((text) => !/[?#@]/.test(text)),
  clientId: word,
  clientSecret: word.optional(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).default(['openid', 'profile', 'email']),
  domains: z.array(domain).default([]),
  trustsMail: z.boolean().default(false),
  claims: z
    .strictObject({
      employeeNumber: word.optional(),
      attributes: z.record(word, word).default({}),
    })
    .default({ attributes: {} }),
  tenant: z.strictObject({ claim: word, value: word }).optional(),
});

/** The text of `OIDC_PROVIDERS`: a JSON list, each with an id and an issuer of its own. */
export const oidcProviders = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(provider))
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length)
  // Mails of a domain that nobody listed are nobody's to vouch for.
  .refine((list) => list.every(({ trustsMail, domains }) => !trustsMail || domains.length > 0))
  .refine((list) => {
    const claimed = list.flatMap(({ domains }) => domains);
    return new Set(claimed).size === claimed.length;
  });

/** An issuer as `OIDC_PROVIDERS` names it. */
export type OidcProviderSetting = z.infer<typeof provider>;

/** The text with its secrets gone; null where it is no JSON. */
export function withoutSecrets(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text, (name, value: unknown) => (/secret/i.test(name) ? '***' : value)));
  } catch {
    return null;
  }
}
