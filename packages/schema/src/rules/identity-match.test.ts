import { expect, test } from 'vitest';
import { matchIdentity, mayEnter, vouchesFor, type Known, type Vouched, type Vouching } from './identity-match.ts';
import { mailAddress } from './mail-address.ts';

const OURS: Vouching = { domains: [], trustsMail: false };
const LISTED: Vouching = { ...OURS, domains: ['contoso.example'] };
const TRUSTED: Vouching = { ...LISTED, trustsMail: true };

const says = (address: string | null, mailVerified = true, employeeNumber: string | null = null): Vouched => ({
  mail: address === null ? null : mailAddress(address),
  mailVerified,
  employeeNumber,
});
const known = (more: Partial<Known> = {}): Known => ({
  id: 'ana',
  kind: 'MEMBER',
  state: 'ACTIVE',
  employeeNumber: null,
  linkedElsewhere: false,
  ...more,
});

test.each([
  ['any address that was proved', OURS, says('ana@any.example'), null],
  ['no address', OURS, says(null), 'MAIL_NOT_VERIFIED'],
  ['one that was not proved', OURS, says('ana@contoso.example', false), 'MAIL_NOT_VERIFIED'],
  ['one of its domains', LISTED, says('ana@contoso.example'), null],
  ['one of another domain', LISTED, says('ana@evil.example'), 'NOT_ITS_DOMAIN'],
  ['one of a domain below', LISTED, says('ana@sub.contoso.example'), 'NOT_ITS_DOMAIN'],
  ['one of its domains, not proved', LISTED, says('ana@contoso.example', false), 'MAIL_NOT_VERIFIED'],
  ['one of its domains, trusted', TRUSTED, says('ana@contoso.example', false), null],
  ['one of another domain, trusted', TRUSTED, says('ana@evil.example', false), 'NOT_ITS_DOMAIN'],
] as const)('an issuer vouches for %s: %s', (_what, provider, vouched, doubt) => {
  expect(vouchesFor(provider, vouched)).toBe(doubt);
});

const MAIL = says('ana@contoso.example');
const NUMBERED = says('ana@contoso.example', true, '4711');

test.each([
  ['a proven address of somebody', OURS, MAIL, null, known(), { user: 'ana' }],
  ['a proven address of nobody', OURS, MAIL, null, null, { refused: 'UNKNOWN' }],
  ['an address that was not proved', OURS, says('ana@contoso.example', false), null, known(), { refused: 'MAIL_NOT_VERIFIED' }],
  ['an employee number', OURS, says(null, false, '4711'), known(), null, { user: 'ana' }],
  ['a number, and another by mail', OURS, NUMBERED, known({ id: 'by number' }), known(), { user: 'by number' }],
  ['a number of nobody, and an address', OURS, NUMBERED, null, known(), { user: 'ana' }],
  ['an address that was handed on', OURS, NUMBERED, null, known({ employeeNumber: '1' }), { refused: 'AMBIGUOUS' }],
  ['an address whose owner is linked', OURS, MAIL, null, known({ linkedElsewhere: true }), { refused: 'AMBIGUOUS' }],
  ['a number whose owner is linked', OURS, NUMBERED, known({ linkedElsewhere: true }), null, { user: 'ana' }],
  ['somebody blocked', OURS, MAIL, null, known({ state: 'BLOCKED' }), { refused: 'NOT_ALLOWED' }],
  ['somebody blocked, by number', OURS, NUMBERED, known({ state: 'BLOCKED' }), null, { refused: 'NOT_ALLOWED' }],
  ['a service', OURS, MAIL, null, known({ kind: 'SERVICE' }), { refused: 'NOT_ALLOWED' }],
  ['a guest of ours', OURS, MAIL, null, known({ kind: 'GUEST' }), { user: 'ana' }],
] as const)('%s leads to whom it should', (_what, provider, vouched, byNumber, byMail, match) => {
  expect(matchIdentity(provider, vouched, byNumber, byMail)).toEqual(match);
});

test.each([
  ['MEMBERS', 'MEMBER', 'ACTIVE', true],
  ['MEMBERS', 'GUEST', 'ACTIVE', true],
  ['MEMBERS', 'GUEST', 'PROSPECT', true],
  ['ORGANIZATION', 'GUEST', 'PROSPECT', true],
  ['ORGANIZATION', 'SERVICE', 'ACTIVE', false],
  ['MEMBERS', 'SERVICE', 'ACTIVE', false],
  ['MEMBERS', 'MEMBER', 'DELETED', false],
  ['ORGANIZATION', 'GUEST', 'ACTIVE', true],
  ['ORGANIZATION', 'MEMBER', 'ACTIVE', false],
  ['ORGANIZATION', 'GUEST', 'BLOCKED', false],
] as const)('an issuer of %s signs a %s in who is %s: %s', (of, kind, state, allowed) => {
  expect(mayEnter(of, { kind, state })).toBe(allowed);
});
