import { expect, test } from 'vitest';
import type { Organization } from '../organization.ts';
import { newDomains, planRows, refuseDomains, rowsOf, type Plan } from './plan-rows.ts';

const northwind = {
  id: 'org_1',
  version: 3,
  name: 'Northwind Traders',
  description: null,
  state: 'CONFIGURED',
  domains: [
    {
      id: 'odm_1',
      domain: 'northwind.example',
      authenticationType: 'OPENID_CONNECT',
      issuer: { id: 'oiu_1', issuer: 'https://a.example/' },
    },
    { id: 'odm_2', domain: 'stores.northwind.example', authenticationType: 'ONE_TIME_CODE', issuer: null },
  ],
  issuers: [{ id: 'oiu_1', issuer: 'https://a.example/', clientId: 'gate', tenantClaim: null, tenantValue: null }],
  sponsors: [],
  viewerCan: { edit: { allowed: true, reason: '' }, delete: { allowed: true, reason: '' } },
} as const satisfies Organization;

function planned(...lines: string[][]): Plan[] {
  const rows = rowsOf([['Name', 'Domains', 'Issuer', 'Client ID', 'State'], ...lines]);
  if (typeof rows === 'string') throw new Error(rows);
  return planRows(rows, [northwind as unknown as Organization]);
}
const input = (plan: Plan | undefined) => (plan && 'input' in plan ? plan.input : null);

test('a name that there is not is made', () => {
  const [plan] = planned(['Fabrikam', 'fabrikam.example Labs.Fabrikam.example', '', '', 'proposed']);
  expect(plan?.does).toBe('CREATE');
  expect(input(plan)).toEqual({
    name: 'Fabrikam',
    state: 'PROPOSED',
    domains: [
      { domain: 'fabrikam.example', issuer: null },
      { domain: 'labs.fabrikam.example', issuer: null },
    ],
  });
});

test('what is empty stays, and what is as it was does nothing', () => {
  const [plan] = planned(['northwind traders', '', '', '', '']);
  expect(plan?.does).toBe('NOTHING');
  expect(planned(['Northwind Traders', 'stores.northwind.example northwind.example', '', '', 'CONFIGURED'])[0]?.does).toBe(
    'NOTHING',
  );
});

test('domains are all there are; each that stays keeps its sign-in', () => {
  const [plan] = planned(['Northwind Traders', 'northwind.example shop.northwind.example', '', '', '']);
  expect(plan).toMatchObject({ does: 'CHANGE', says: ['adds shop.northwind.example and takes stores.northwind.example away'] });
  expect(input(plan)).toEqual({
    domains: [
      { domain: 'northwind.example', issuer: 'https://a.example/' },
      { domain: 'shop.northwind.example', issuer: null },
    ],
  });
});

test('an issuer that no domain names any more goes with it', () => {
  const [plan] = planned(['Northwind Traders', 'stores.northwind.example', '', '', '']);
  expect(input(plan)).toEqual({ domains: [{ domain: 'stores.northwind.example', issuer: null }], issuers: [] });
});

test('an issuer is that of all domains of its row, and a known one needs no client id', () => {
  const both = 'northwind.example stores.northwind.example';
  expect(input(planned(['Northwind Traders', both, 'https://a.example/', '', ''])[0])).toEqual({
    domains: both.split(' ').map((domain) => ({ domain, issuer: 'https://a.example/' })),
  });
  expect(planned(['Northwind Traders', both, 'https://b.example/', '', ''])[0]).toMatchObject({ does: 'REFUSED' });
  expect(input(planned(['Northwind Traders', both, 'https://b.example/', 'here', ''])[0])).toEqual({
    domains: both.split(' ').map((domain) => ({ domain, issuer: 'https://b.example/' })),
    issuers: [{ issuer: 'https://b.example/', clientId: 'here', tenantClaim: null, tenantValue: null }],
  });
});

test.each([
  [['', 'a.example', '', '', ''], 'The name is missing.'],
  [['A', 'a.example', '', '', 'open'], '“OPEN” is no state: CONFIGURED or PROPOSED.'],
  [['A', 'a.example', 'a', 'x', ''], '“a” is no web address of an issuer.'],
  [['A', '', 'https://a.example/', 'x', ''], 'An issuer needs the domains whose people sign in there.'],
])('%j is refused before anything is sent', (line, why) => {
  expect(planned(line)[0]).toMatchObject({ does: 'REFUSED', why });
});

test('a name that comes twice is refused the second time', () => {
  expect(planned(['A', 'a.example', '', '', ''], ['a', 'b.example', '', '', '']).map(({ does }) => does)).toEqual([
    'CREATE',
    'REFUSED',
  ]);
});

test('a file of other columns is none of organizations', () => {
  expect(rowsOf([['Title', 'Domains']])).toBe('The first line has to name the columns; “name” is missing.');
  expect(rowsOf([['Name', 'Tenant']])).toBe(
    'There is no column “tenant”. There are: name, domains, issuer, client id, state, description.',
  );
});

test('only the domains that are new to their organization are asked about, and refuse its row', () => {
  const plans = planned(
    ['Northwind Traders', 'northwind.example gmail.com', '', '', ''],
    ['Fabrikam', 'fabrikam.example', '', '', ''],
  );
  expect(newDomains(plans)).toEqual(['gmail.com', 'fabrikam.example']);
  const refused = refuseDomains(plans, new Map([['gmail.com', 'It is no organization.']]));
  expect(refused[0]).toMatchObject({ does: 'REFUSED', why: 'gmail.com: It is no organization.' });
  expect(refused[1]).toBe(plans[1]);
});
