import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailAddress, mailDomain } from './mail-address.ts';

test.each([
  ['amber@northwind.example', 'amber@northwind.example'],
  ['  Amber@NorthWind.Example ', 'amber@northwind.example'],
  ['amber@northwind.example.', 'amber@northwind.example'],
  ['amber@münchen.example', 'amber@xn--mnchen-3ya.example'],
  ['amber@MÜNCHEN.example', 'amber@xn--mnchen-3ya.example'],
  ['amber@XN--MNCHEN-3YA.example', 'amber@xn--mnchen-3ya.example'],
  ['amber@ｎｏｒｔｈｗｉｎｄ。example', 'amber@northwind.example'],
  ['amber+news@northwind.example', 'amber+news@northwind.example'],
  ["o'neil.b-c_d@sub.northwind.example", "o'neil.b-c_d@sub.northwind.example"],
])('%s is compared as %s', (text, address) => {
  expect(mailAddress(text)?.address).toBe(address);
});

test.each([
  ['nothing', ''],
  ['no domain', 'amber'],
  ['no name', '@northwind.example'],
  ['an empty domain', 'amber@'],
  ['two', 'amber@evil.example@northwind.example'],
  ['a name beside it', 'Amber <amber@northwind.example>'],
  ['a comment', 'amber(x)@northwind.example'],
  ['quotes', '"amber"@northwind.example'],
  ['quotes around an @', '"amber@evil.example"@northwind.example'],
  ['a blank within', 'am ber@northwind.example'],
  ['a line end', 'amber@northwind.example\nbcc: x@evil.example'],
  ['a tab in the domain', 'amber@north\twind.example'],
  ['nothing to see in the name', 'am\u200bber@northwind.example'],
  ['nothing to see in the domain', 'amber@north\u00adwind.example'],
  ['a turned text', 'amber@\u202enorthwind.example'],
  ['a Cyrillic а in the name', 'аmber@northwind.example'],
  ['the sign of kelvin in the name', 'mi\u212ae@northwind.example'],
  ['dots in a row', 'am..ber@northwind.example'],
  ['a dot first', '.amber@northwind.example'],
  ['an empty label', 'amber@northwind..example'],
  ['two dots at the end', 'amber@northwind.example..'],
  ['one label', 'amber@localhost'],
  ['a number', 'amber@127.0.0.1'],
  ['a number written otherwise', 'amber@0x7f.1'],
  ['a number in brackets', 'amber@[127.0.0.1]'],
  ['a port', 'amber@northwind.example:25'],
  ['a path', 'amber@northwind.example/x'],
  ['a domain in percents', 'amber@north%77ind.example'],
  ['a list', 'amber@northwind.example,bob@northwind.example'],
  ['a dash first', 'amber@-northwind.example'],
  ['an underscore', 'amber@north_wind.example'],
  ['a name over 64', `${'a'.repeat(65)}@northwind.example`],
  ['a label over 63', `amber@${'a'.repeat(64)}.example`],
  ['over 254', `amber@${'a.'.repeat(126)}example`],
  ['over 254 in punycode alone', `amber@${'ü'.repeat(20)}.${'ä.'.repeat(60)}example`],
])('%s is no mail address', (_what, text) => {
  expect(mailAddress(text)).toBeNull();
});

test('what looks alike is another domain', () => {
  const real = mailAddress('amber@northwind.example')!;
  const alike = mailAddress('amber@nоrthwind.example')!;
  expect(alike.domain).toMatch(/^xn--/);
  expect(alike.address).not.toBe(real.address);
});

test.each([
  ['amber@northwind.example', 'amber@northwind.example'],
  ['amber+a+b@northwind.example', 'amber@northwind.example'],
  ['+amber@northwind.example', '+amber@northwind.example'],
])('limits count %s as %s', (text, base) => {
  expect(mailAddress(text)?.base).toBe(base);
});

test.each([
  ['Northwind.Example.', 'northwind.example'],
  ['straße.example', 'xn--strae-oqa.example'],
  ['amber@northwind.example', null],
  ['example', null],
  ['', null],
])('the domain %s is %s', (text, domain) => {
  expect(mailDomain(text)).toBe(domain);
});

test('what is an address once is the same address ever after', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
      const found = mailAddress(text);
      if (found) expect(mailAddress(found.address)).toEqual(found);
    }),
  );
});
