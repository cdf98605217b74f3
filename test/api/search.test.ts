import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { assign, type Answer } from '../testkit/flow.ts';

let t: TestApp;
let member: User;
let guest: User;
let owner: User;
let closed: AccessPackage;
const everybody = { scope: 'ALL_USERS' as const };

beforeAll(async () => {
  t = await startTestApp();
  const { world } = t;
  member = await world.user({
    name: 'Renée Müller',
    email: 'renee@contoso.example',
    department: 'Field sales',
    jobTitle: 'Account lead',
  });
  guest = await world.user({ name: 'Guest', kind: 'GUEST' });
  owner = await world.user({ name: 'Owner' });
  const finance = await world.catalog({ name: 'Finance', externallyVisible: true });
  const design = await world.catalog({ name: 'Studio', externallyVisible: true, roles: [{ role: 'OWNER', holder: owner }] });
  const ledger = await world.resource({ name: 'Ledger of Zürich', catalogs: [finance], roles: ['Member'] });
  const vault = await world.resource({ name: 'Vault', catalogs: [design], roles: ['Member'] });
  await world.package({
    name: 'Annual report',
    description: 'Numbers of the year, from remote places too',
    catalog: finance,
    policy: everybody,
  });
  await world.package({
    name: 'Books',
    description: 'What an annual closing needs, and its report',
    catalog: finance,
    contentsVisibility: 'MEMBERS',
    roles: ledger.roles,
    policy: everybody,
  });
  closed = await world.package({
    name: 'Photographer',
    catalog: design,
    contentsVisibility: 'NOBODY',
    roles: vault.roles,
    policy: { ...everybody, duration: 'P30D' },
  });
  await world.package({ name: 'Remote access', catalog: design, policy: everybody });
  await world.package({ name: 'Secret report', catalog: design, hidden: true, policy: everybody });
});
afterAll(() => t.stop());

const FIND = `query ($search: String, $first: Int, $after: String, $filter: AccessPackageFilter, $order: [AccessPackageOrder!]) {
  accessPackages(listed: true, search: $search, first: $first, after: $after, filter: $filter, orderBy: $order) {
    nodes { name } totalCount pageInfo { endCursor hasNextPage } } }`;

async function find(search: string, more: object = {}, as: { id: string } = member): Promise<string[]> {
  const { accessPackages } = await t.query<Answer>(FIND, { search, ...more }, { as });
  expect(accessPackages.totalCount).toBeGreaterThanOrEqual(accessPackages.nodes.length);
  return accessPackages.nodes.map(({ name }: Answer) => name);
}

async function refused(variables: object): Promise<unknown> {
  const { errors } = await t.execute(FIND, variables, { as: member });
  return errors?.[0]?.extensions?.code;
}

describe('6.39 packages are found by words', () => {
  test('6.39 in any order, in name, description or the catalog’s name, capitals or not', async () => {
    expect(await find('report annual')).toEqual(['Annual report', 'Books']);
    expect(await find('CLOSING finance')).toEqual(['Books']);
    expect(await find('year report closing')).toEqual([]);
    expect(await find('studio')).toEqual(['Photographer', 'Remote access']);
    expect(await find('   ')).toHaveLength(4);
    for (const nothingSpecial of ['100%', '%', '_', '\\']) expect(await find(nothingSpecial)).toEqual([]);
  });

  test('6.39 whose name holds them first, and page by page', async () => {
    const page = async (after?: string): Promise<Answer> =>
      (await t.query<Answer>(FIND, { search: 'report', first: 1, after }, { as: member })).accessPackages;
    const first = await page();
    expect(first).toMatchObject({ nodes: [{ name: 'Annual report' }], totalCount: 2, pageInfo: { hasNextPage: true } });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({ nodes: [{ name: 'Books' }], pageInfo: { hasNextPage: false } });
    expect(await find('report', { order: [{ field: 'NAME', direction: 'DESC' }] })).toEqual(['Books', 'Annual report']);
    // Though the other one comes first by its name.
    expect(await find('remote')).toEqual(['Remote access', 'Annual report']);
    const other = { search: 'books', after: first.pageInfo.endCursor };
    expect(await refused(other)).toBe('CURSOR_MISMATCH');
  });

  test('6.39 by the names of the resources inside, as far as one may know what is inside', async () => {
    expect(await find('ledger')).toEqual(['Books']);
    expect(await find('annual ZURICH')).toEqual(['Books']);
    expect(await find('ledger', {}, guest)).toEqual([]);
    expect(await find('vault')).toEqual([]);
    expect(await find('vault', {}, owner)).toEqual(['Photographer']);
    const holder = await t.world.user();
    const admin = await t.world.admin();
    const [policy] = (
      await t.query<Answer>(
        `query ($id: ID!) { assignmentPolicies(filter: { accessPackage: { id: { eq: $id } } }) { nodes { id } } }`,
        { id: closed.id },
        { as: admin },
      )
    ).assignmentPolicies.nodes;
    await assign(t, admin, closed, policy, holder);
    expect(await find('vault', {}, holder)).toEqual(['Photographer']);
  });

  test('6.39 with a slip of the finger where nothing fits, and only there', async () => {
    expect(await find('fotographer')).toEqual(['Photographer']);
    expect(await find('photogarpher')).toEqual(['Photographer']);
    expect(await find('remtoe')).toEqual(['Remote access']);
    expect(await find('anual reprot')).toEqual(['Annual report']);
    expect(await find('ledgre')).toEqual(['Books']);
    expect(await find('ledgre', {}, guest)).toEqual([]);
    // What fits is all there is, though another is spelled alike.
    expect(await find('access')).toEqual(['Remote access']);
    expect(await find('repor', { filter: { name: { eq: 'Books' } } })).toEqual(['Books']);
    expect(await find('xylophone')).toEqual([]);
  });

  test('6.39 nothing unlisted is found, and no text is too long or counted without end', async () => {
    expect(await find('secret')).toEqual([]);
    expect(await refused({ search: 'x'.repeat(201) })).toBe('BAD_USER_INPUT');
    expect(await refused({ search: 'a\u0000b' })).toBe('BAD_USER_INPUT');
    // Six words count.
    expect(await find('a n u l o s xylophone')).toEqual(await find('a n u l o s'));
  });

  test('6.39 what is renamed is found by its new name', async () => {
    const catalog = await t.world.catalog({ name: 'Before' });
    await t.world.package({ name: 'Moved', catalog, policy: everybody });
    const { em } = t.app.orm;
    await em.fork().nativeUpdate(Catalog, { id: catalog.id }, { name: 'Aftermath' });
    expect(await find('aftermath')).toEqual(['Moved']);
    expect(await find('before moved')).toEqual([]);
  });
});

test('6.39 people are found by words in any order, without accents, and with a slip of the finger', async () => {
  const people = async (text: string): Promise<string[]> => {
    const document = `query ($text: String!) { searchDirectory(text: $text, kinds: [USER]) { nodes { ... on User { name } } } users(search: $text) { nodes { name } } }`;
    const found = await t.query<Answer>(document, { text }, { as: member });
    const names = (list: Answer) => list.nodes.map(({ name }: Answer) => name);
    expect(names(found.users)).toEqual(names(found.searchDirectory));
    return names(found.users);
  };
  expect(await people('muller renee')).toEqual(['Renée Müller']);
  expect(await people('lead sales MÜL')).toEqual(['Renée Müller']);
  expect(await people('mulller')).toEqual(['Renée Müller']);
  expect(await people('contoso.example ren')).toEqual(['Renée Müller']);
});

describe('people and groups together', () => {
  const MIXED = `query ($text: String!, $kinds: [DirectoryKind!], $first: Int, $after: String, $last: Int, $before: String) {
    searchDirectory(text: $text, kinds: $kinds, first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { __typename ... on User { name department } ... on Group { name } } }
      nodes { ... on Node { id } }
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const searched = async (more: object): Promise<Answer> =>
    (await t.query<Answer>(MIXED, { text: 'mixed', ...more }, { as: member })).searchDirectory;
  const told = ({ edges, pageInfo: { hasPreviousPage, hasNextPage } }: Answer) => [
    edges.map(({ node }: Answer) => `${node.__typename} ${node.name}`),
    hasPreviousPage,
    hasNextPage,
  ];

  beforeAll(async () => {
    for (const at of [1, 2, 3]) await t.world.user({ name: `Mixed ${at}` });
    for (const at of [1, 2, 3]) await t.world.group({ name: `All mixed ${at}` });
  });

  test('are one list, page by page, either way', async () => {
    const whole = await searched({});
    const names = ['User Mixed 1', 'User Mixed 2', 'User Mixed 3', 'Group All mixed 1', 'Group All mixed 2', 'Group All mixed 3'];
    expect([told(whole), whole.totalCount]).toEqual([[names, false, false], 6]);
    expect(whole.nodes.map(({ id }: Answer) => id.slice(0, 4))).toEqual([...Array(3).fill('usr_'), ...Array(3).fill('grp_')]);
    const cursors: string[] = whole.edges.map(({ cursor }: Answer) => cursor);
    for (const size of [1, 2, 4]) {
      for (let at = 0; at <= 6; at += 1) {
        const forward = { first: size, ...(at > 0 && { after: cursors[at - 1] }) };
        expect(told(await searched(forward))).toEqual([names.slice(at, at + size), at > 0, at + size < 6]);
        const backward = { last: size, ...(at < 6 && { before: cursors[at] }) };
        expect(told(await searched(backward))).toEqual([names.slice(Math.max(0, at - size), at), at > size, at < 6]);
      }
    }
    expect(told(await searched({ after: cursors[1], before: cursors[4] }))).toEqual([names.slice(2, 4), true, false]);
    expect(told(await searched({ after: cursors[4], before: cursors[1] }))[0]).toEqual([]);
  });

  test('or one kind alone; a cursor of another search is refused', async () => {
    const groups = await searched({ kinds: ['GROUP'], first: 2 });
    expect([told(groups), groups.totalCount]).toEqual([[['Group All mixed 1', 'Group All mixed 2'], false, true], 3]);
    const code = async (variables: object) =>
      (await t.execute(MIXED, { text: 'mixed', ...variables }, { as: member })).errors?.[0]?.extensions?.code;
    const { endCursor: after } = groups.pageInfo;
    expect([
      await code({ kinds: ['GROUP'], after }),
      await code({ after }),
      await code({ kinds: ['GROUP'], text: 'all', after }),
    ]).toEqual([undefined, 'CURSOR_MISMATCH', 'CURSOR_MISMATCH']);
    for (const bad of [{ kinds: [] }, { first: 0 }, { first: 101 }, { first: 1, last: 1 }, { after: 'x' }])
      expect(await code(bad)).toBe('BAD_USER_INPUT');
  });
});
