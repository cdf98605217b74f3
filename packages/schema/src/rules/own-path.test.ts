import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

const HERE = 'https://access.example.com';

test.each([
  ['/packages', '/packages'],
  ['/requests/req_1?tab=2#last', '/requests/req_1?tab=2#last'],
  ['/packages?q=a%2Fb', '/packages?q=a%2Fb'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['/\r\n/evil.example', '/'],
  ['\t//evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['/%2f/evil.example', '/%2f/evil.example'],
  ['/%5cevil.example', '/%5cevil.example'],
  ['%2f%2fevil.example', '/'],
  ['///evil.example', '/'],
  ['/@evil.example', '/@evil.example'],
  ['https://evil.example/', '/'],
  ['HTTPS:evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['packages', '/'],
  ['//', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/packages'], '/'],
])('6.5 after signing in %j leads to %s', (next, page) => {
  expect(ownPath(next, HERE)).toBe(page);
});
