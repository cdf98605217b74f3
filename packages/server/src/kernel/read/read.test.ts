import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openReadable, type Readable } from './read.fixture.ts';

let db: Readable;
const id: Record<string, string> = {};

beforeAll(async () => {
  db = await openReadable();
  id.catalog = await db.insert(Catalog, { name: 'Marketing', description: 'All of it' });
  id.pack = await db.insert(AccessPackage, { name: 'Photographer', catalog: id.catalog, hidden: false });
  id.boss = await db.insert(User, { kind: 'MEMBER', name: 'Megan', email: 'megan@contoso.example' });
  id.ann = await db.insert(User, { kind: 'MEMBER', name: 'Ann', manager: id.boss, attributes: { Badge: '7' } });
  id.request = await db.insert(AccessRequest, {
    type: 'USER_ADD',
    state: 'SUBMITTED',
    requester: id.ann,
    target: id.ann,
    accessPackage: id.pack,
    duration: 'P30D',
  });
  id.outer = await db.insert(Group, { name: 'Outer', source: 'gatehouse' });
  id.inner = await db.insert(Group, { name: 'Inner', source: 'gatehouse' });
  await db.insert(GroupMember, { group: id.outer, memberGroup: id.inner });
  await db.insert(GroupMember, { group: id.outer, user: id.boss });
  await db.insert(GroupMember, { group: id.inner, user: id.ann });
});
afterAll(() => db.stop());

describe('one statement per root field', () => {
  it('nests relations, lists and connections, however deep', async () => {
    const data = await db.read(
      ADMINISTRATOR,
      `{
      accessRequests { nodes { id state target { name manager { name manager { name } } } accessPackage { name catalog { name accessPackages { totalCount nodes { name } } } }
        stages { id } schedule { startsAt expiresAt duration } timeline { nodes { id } pageInfo { hasNextPage } } } }
    }`,
    );
    expect(data.accessRequests).toEqual({
      nodes: [
        {
          id: id.request,
          state: 'SUBMITTED',
          target: { name: 'Ann', manager: { name: 'Megan', manager: null } },
          accessPackage: {
            name: 'Photographer',
            catalog: { name: 'Marketing', accessPackages: { totalCount: 1, nodes: [{ name: 'Photographer' }] } },
          },
          stages: [],
          schedule: { startsAt: null, expiresAt: null, duration: 'P30D' },
          timeline: { nodes: [], pageInfo: { hasNextPage: false } },
        },
      ],
    });
    expect(db.statements).toHaveLength(1);
  });

  it('sends one statement for each root field, and one for each kind of `nodes`', async () => {
    await db.read(
      ADMINISTRATOR,
      `query ($ids: [ID!]!) { a: users { nodes { id } } b: users { totalCount } nodes(ids: $ids) { id } }`,
      { ids: [id.ann, id.catalog, id.request] },
    );
    expect(db.statements).toHaveLength(5);
  });

  it('counts only when asked', async () => {
    await db.read(ADMINISTRATOR, '{ users { nodes { id } } }');
    expect(db.statements[0]).not.toContain('count(');
    await db.read(ADMINISTRATOR, '{ users { totalCount } }');
    expect(db.statements[0]).not.toContain('limit');
  });

  it('reads everyone in a group through nested groups', async () => {
    const data = await db.read(
      ADMINISTRATOR,
      'query ($id: ID!) { node(id: $id) { ... on Group { people { nodes { name } } members { nodes { user { name } memberGroup { name } } } } } }',
      { id: id.outer },
    );
    expect(data.node).toEqual({
      people: { nodes: [{ name: 'Ann' }, { name: 'Megan' }] },
      members: {
        nodes: [
          { user: null, memberGroup: { name: 'Inner' } },
          { user: { name: 'Megan' }, memberGroup: null },
        ],
      },
    });
  });
});

describe('what was asked for', () => {
  it('obeys aliases, even where they swap names, at every level', async () => {
    const data = await db.read(
      ADMINISTRATOR,
      `{
      a: users { c: totalCount b: nodes { name: id id: name } edges { n: node { m: name } x: cursor } p: pageInfo { endCursor: startCursor startCursor: hasNextPage } }
    }`,
    );
    const a = data.a as unknown as { c: number; b: object[]; edges: { n: object; x: string }[]; p: object };
    expect(a.c).toBe(2);
    expect(a.b).toEqual([
      { name: id.ann, id: 'Ann' },
      { name: id.boss, id: 'Megan' },
    ]);
    expect(a.edges.map(({ n }) => n)).toEqual([{ m: 'Ann' }, { m: 'Megan' }]);
    expect(a.p).toEqual({ endCursor: a.edges[0]?.x, startCursor: false });
  });

  it('opens fragments, by type too, and merges what is asked twice', async () => {
    const data = await db.read(
      ADMINISTRATOR,
      `
      query ($id: ID!) { node(id: $id) { __typename id ...R ... on User { email } ... on AccessRequest { target { id } } } }
      fragment R on AccessRequest { state target { name ...U } }
      fragment U on User { manager { name } }`,
      { id: id.request },
    );
    expect(data.node).toEqual({
      __typename: 'AccessRequest',
      id: id.request,
      state: 'SUBMITTED',
      target: { id: id.ann, name: 'Ann', manager: { name: 'Megan' } },
    });
  });

  it('obeys @skip and @include with variables', async () => {
    const source =
      'query ($yes: Boolean!) { users { nodes { id @skip(if: $yes) name @include(if: $yes) ... @include(if: $yes) { kind } } } }';
    expect((await db.read(ADMINISTRATOR, source, { yes: true })).users).toEqual({
      nodes: [
        { name: 'Ann', kind: 'MEMBER' },
        { name: 'Megan', kind: 'MEMBER' },
      ],
    });
    expect((await db.read(ADMINISTRATOR, source, { yes: false })).users).toEqual({ nodes: [{ id: id.ann }, { id: id.boss }] });
  });

  it('takes arguments of nested connections from variables', async () => {
    const source =
      'query ($n: Int) { catalogs { nodes { one: accessPackages(first: $n) { nodes { name } } none: accessPackages(first: 1, after: null) { totalCount } } } }';
    expect((await db.read(ADMINISTRATOR, source, { n: 1 })).catalogs).toEqual({
      nodes: [{ one: { nodes: [{ name: 'Photographer' }] }, none: { totalCount: 1 } }],
    });
  });

  it('reads an object of a payload as it is asked for, under several keys too', async () => {
    const data = await db.read(
      ADMINISTRATOR,
      `query ($id: ID!) { payload(id: $id) {
      a: accessRequest { x: id t: target { x: name } } b: accessRequest { x: state t: target { x: id } } item { __typename ... on AccessRequest { state } }
    } }`,
      { id: id.request },
    );
    expect(data.payload).toEqual({
      a: { x: id.request, t: { x: 'Ann' } },
      b: { x: 'SUBMITTED', t: { x: id.ann } },
      item: { __typename: 'AccessRequest', state: 'SUBMITTED' },
    });
    expect(db.statements).toHaveLength(2);
  });

  it('reads more than fifty keys of one object', async () => {
    const keys = Array.from({ length: 120 }, (_one, at) => `k${at}: name`).join(' ');
    const data = await db.read(ADMINISTRATOR, `{ users(first: 1) { nodes { ${keys} } } }`);
    const [row] = (data.users as unknown as { nodes: Record<string, string>[] }).nodes;
    expect(Object.values(row ?? {})).toEqual(Array.from({ length: 120 }, () => 'Ann'));
  });

  it('reads the rows of a list under more than a hundred keys', async () => {
    const keys = Array.from({ length: 120 }, (_one, at) => `k${at}: nodes { name }`).join(' ');
    const data = await db.read(ADMINISTRATOR, `{ users(first: 1) { ${keys} } }`);
    expect(Object.values(data.users as unknown as object)).toEqual(Array.from({ length: 120 }, () => [{ name: 'Ann' }]));
  });

  it('gives null for what is not there, is no id, or is of another kind', async () => {
    const ids = ['usr_01m7ypnk7cfans0jar92zbvky3', 'nonsense', 'xyz_01m7ypnk7cfans0jar92zbvky3', id.ann, 'usr_\0'];
    const data = await db.read(
      ADMINISTRATOR,
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } payload(id: "usr_01m7ypnk7cfans0jar92zbvky3") { accessRequest { id } } }',
      { ids },
    );
    expect(data).toEqual({ nodes: [null, null, null, { id: id.ann }, null], payload: { accessRequest: null } });
  });
});
