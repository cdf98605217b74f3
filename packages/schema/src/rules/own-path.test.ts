import { expect, test } from 'vitest';
import { safeNext } from './sign-in-address.ts';

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
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['packages', '/'],
  ['//', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/packages'], '/'],
])('6.5 after signing in %j leads to %s', (next, page) => {
  expect(safeNext(next, HERE)).toBe(page);
});
