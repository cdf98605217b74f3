import { describe, expect, test } from 'vitest';
import { matchOrganization, type MatchFacts, type OutsideProof } from './organization-match.ts';

const none: MatchFacts = { issuers: [], domain: null, shutOut: false };
const byCode: OutsideProof = { domain: 'northwind.example', mailVerified: true, issuer: null };
const through = (issuer: string, tenant: string | null = null): OutsideProof => ({ ...byCode, issuer: { issuer, tenant } });
const own = { id: 'oiu', organizationId: 'northwind', issuer: 'https://login.northwind.example', tenantValue: null };
const tenants = [
  { id: 'one', organizationId: 'northwind', issuer: 'https://login.example', tenantValue: 'n' },
  { id: 'two', organizationId: 'fabrikam', issuer: 'https://login.example', tenantValue: 'f' },
];
const ofNorthwind = (issuerId: string | null) => ({ organizationId: 'northwind', issuerId });
const yes = (organizationId: string | null) => ({ ok: true, organizationId });
const no = (refusal: string) => ({ ok: false, refusal });

describe('to which organization somebody belongs', () => {
  test.each<[string, OutsideProof, Partial<MatchFacts>, object]>([
    ['a code to a domain of an organization', byCode, { domain: ofNorthwind(null) }, yes('northwind')],
    ['a code to a domain of nobody', byCode, {}, yes(null)],
    ['a code to a domain that signs in elsewhere', byCode, { domain: ofNorthwind('oiu') }, no('WRONG_ISSUER')],
    ['its own issuer', through(own.issuer), { issuers: [own], domain: ofNorthwind('oiu') }, yes('northwind')],
    [
      'its own issuer, whatever it says of the mail',
      { ...through(own.issuer), mailVerified: false },
      { issuers: [own], domain: ofNorthwind('oiu') },
      yes('northwind'),
    ],
    ['its own issuer with a mail of nobody', through(own.issuer), { issuers: [own] }, no('NOT_VOUCHED_FOR')],
    [
      'its own issuer with a mail of another organization',
      through(own.issuer),
      { issuers: [own], domain: { organizationId: 'fabrikam', issuerId: null } },
      no('NOT_VOUCHED_FOR'),
    ],
    [
      'its own issuer with a domain of its that is proved by a code',
      through(own.issuer),
      { issuers: [own], domain: ofNorthwind(null) },
      no('NOT_VOUCHED_FOR'),
    ],
    [
      'an issuer of many: the tenant counts',
      through('https://login.example', 'n'),
      { issuers: tenants, domain: ofNorthwind('one') },
      yes('northwind'),
    ],
    [
      'an issuer of many, of another tenant with a mail of this one',
      through('https://login.example', 'f'),
      { issuers: tenants, domain: ofNorthwind('one') },
      no('WRONG_ISSUER'),
    ],
    [
      'an issuer of many, of no tenant that is known',
      through('https://login.example', 'x'),
      { issuers: tenants, domain: ofNorthwind('one') },
      no('WRONG_ISSUER'),
    ],
    ['an issuer of nobody, that says the mail is theirs', through('https://other.example'), {}, yes(null)],
    [
      'an issuer of nobody, that does not say so',
      { ...through('https://other.example'), mailVerified: false },
      { domain: ofNorthwind(null) },
      no('NOT_VERIFIED'),
    ],
    ['a domain that is shut out', byCode, { domain: ofNorthwind(null), shutOut: true }, no('DOMAIN_BLOCKED')],
  ])('%s', (_name, proof, facts, answer) => expect(matchOrganization(proof, { ...none, ...facts })).toEqual(answer));
});
