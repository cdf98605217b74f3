import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openReadable, type Readable } from './read.fixture.ts';

let db: Readable;
beforeAll(async () => {
  db = await openReadable();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query('delete from app_user');
});

interface Page {
  nodes: { id: string; name: string; department: string | null }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const SOURCE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: UserFilter, $orderBy: [UserOrder!]) {
  users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { id name department } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function page(variables: Record<string, unknown>): Promise<Page> {
  return (await db.read(ADMINISTRATOR, SOURCE, variables)).users as unknown as Page;
}

const person = (name: string, department: string | null, manager: string | null = null) =>
  db.insert(User, { kind: 'MEMBER', name, department, manager });

/** Everything in the list, page by page; `between` may change the list meanwhile. */
async function walk(
  direction: 'forward' | 'backward',
  size: number,
  orderBy: object[],
  between: (seen: number) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let more = true, at = 0; more && at < 100; at += 1) {
    const variables = direction === 'forward' ? { first: size, after: cursor, orderBy } : { last: size, before: cursor, orderBy };
    const { nodes, pageInfo } = await page(variables);
    const ids = nodes.map(({ id }) => id);
    if (direction === 'forward') seen.push(...ids);
    else seen.unshift(...ids);
    more = direction === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    cursor = direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
    await between(at);
  }
  return seen;
}

const orders = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('NAME', 'DEPARTMENT', 'CREATED_AT', 'MANAGER_NAME'),
    direction: fc.constantFrom('ASC', 'DESC'),
  }),
  {
    selector: ({ field }) => field,
    maxLength: 3,
  },
);
const people = fc.array(fc.tuple(fc.constantFrom('Ann', 'Bo', 'ann', 'Änne', 'C'), fc.constantFrom('IT', 'HR', null)), {
  minLength: 1,
  maxLength: 12,
});

describe('pages', () => {
  it('walks every list in its order, either way, without repeating or skipping a row', async () => {
    await fc.assert(
      fc.asyncProperty(people, orders, fc.integer({ min: 1, max: 5 }), async (rows, orderBy, size) => {
        await db.pool.query('delete from app_user');
        const ids: string[] = [];
        // Every third is led by nobody, the others by somebody before them.
        for (const [at, [name, department]] of rows.entries())
          ids.push(await person(name, department, at % 3 === 0 ? null : (ids[at >> 1] ?? null)));
        const whole = (await page({ first: 100, orderBy })).nodes.map(({ id }) => id);
        expect(whole).toHaveLength(rows.length);
        expect(await walk('forward', size, orderBy)).toEqual(whole);
        expect(await walk('backward', size, orderBy)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('runs by a name of the row it leads to; whoever has none comes last upwards and first downwards', async () => {
    const bosses = [await person('Zoe', null), await person('Abe', null)];
    for (const [at, name] of ['Ann', 'Bo', 'Cy', 'Di'].entries()) await person(name, null, bosses[at % 2]);
    const names = async (orderBy: object[]) => (await page({ first: 100, orderBy })).nodes.map(({ name }) => name);
    const byManager = (direction: string) => [{ field: 'MANAGER_NAME', direction }, { field: 'NAME' }];
    expect(await names(byManager('ASC'))).toEqual(['Bo', 'Di', 'Ann', 'Cy', 'Abe', 'Zoe']);
    expect(await names(byManager('DESC'))).toEqual(['Abe', 'Zoe', 'Ann', 'Cy', 'Bo', 'Di']);
    expect(db.statements).toHaveLength(1);
  });

  it('shows rows that stay exactly once while others come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        people,
        orders,
        fc.constantFrom('forward' as const, 'backward' as const),
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }),
        async (rows, orderBy, direction, changes) => {
          await db.pool.query('delete from app_user');
          const staying: string[] = [];
          const leaving: string[] = [];
          for (const [at, [name, department]] of rows.entries())
            (at % 3 === 2 ? leaving : staying).push(await person(name, department));
          const seen = await walk(direction, 2, orderBy, async (at) => {
            const change = changes[at];
            if (change === undefined) return;
            if (change % 2) await db.pool.query('delete from app_user where id = $1', [leaving.pop() ?? '']);
            else await person(['Aa', 'Bo', 'Z'][change % 3] ?? 'X', change % 4 ? 'IT' : null);
          });
          expect(seen.filter((id) => staying.includes(id)).sort()).toEqual([...staying].sort());
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('says truly whether there is more on either side', async () => {
    for (const name of ['A', 'B', 'C', 'D']) await person(name, null);
    const one = await page({ first: 2 });
    expect(one.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const two = await page({ first: 2, after: one.pageInfo.endCursor });
    expect(two.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page({ last: 2, before: two.pageInfo.startCursor });
    expect(back.nodes).toEqual(one.nodes);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(
      (await page({ first: 5, after: one.edges[0]?.cursor, before: two.edges[1]?.cursor })).nodes.map(({ name }) => name),
    ).toEqual(['B', 'C']);
    expect((await page({ first: 5, after: two.pageInfo.endCursor })).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });
});

describe('bad pages', () => {
  const failure = async (variables: Record<string, unknown>) => {
    const { errors } = await db.run(ADMINISTRATOR, SOURCE, variables);
    return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
  };

  it.each([[{ first: 0 }], [{ first: 101 }], [{ last: -1 }], [{ last: 101 }], [{ first: 1, last: 1 }]])(
    'refuses %j and says what is allowed',
    async (variables) => {
      const { code, message } = await failure(variables);
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toMatch(/must be from 1 to 100|not both/);
    },
  );

  it('refuses a cursor of another filter or order', async () => {
    await person('A', 'IT');
    const after = (await page({ first: 1 })).pageInfo.endCursor;
    const codes = [{ filter: { name: { eq: 'A' } } }, { orderBy: [{ field: 'NAME', direction: 'DESC' }] }].map(
      async (more) => (await failure({ after, ...more })).code,
    );
    expect(await Promise.all(codes)).toEqual(['CURSOR_MISMATCH', 'CURSOR_MISMATCH']);
    expect((await page({ after })).nodes).toEqual([]);
  });

  const hostile = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each(['', 'x', '🙂', hostile({}), hostile([]), hostile([1, 2])])('refuses the malformed cursor %j', async (after) => {
    expect((await failure({ after })).code).toBe('BAD_USER_INPUT');
  });

  it('refuses keys in a cursor that no column could hold', async () => {
    await person('A', 'IT');
    const orderBy = [{ field: 'CREATED_AT' }];
    const [fingerprint] = JSON.parse(Buffer.from((await page({ orderBy })).pageInfo.endCursor ?? '', 'base64url').toString()) as [
      string,
    ];
    for (const keys of [
      [],
      ['x', 'y', 'z'],
      ['never', 'a'],
      ['2026-01-01', 7],
      ['+012345-01-01T00:00:00.000Z', 'a'],
      ['2026-01-01', '\0'],
      [{}, 'a'],
      ["'; drop table app_user; --", 'a'],
    ]) {
      expect((await failure({ orderBy, after: hostile([fingerprint, ...keys]) })).code).toBe('BAD_USER_INPUT');
    }
    expect((await failure({ orderBy, after: hostile([fingerprint, null, 'a']) })).code).toBeUndefined();
  });

  it('refuses to order twice by the same field', async () => {
    expect((await failure({ orderBy: [{ field: 'NAME' }, { field: 'NAME', direction: 'DESC' }] })).code).toBe('BAD_USER_INPUT');
  });
});

describe('nested pages', () => {
  it('take a filter and an order of their own, and cursors of no other', async () => {
    const boss = await person('Boss', null);
    for (const [at, name] of ['A', 'B', 'C', 'D', 'E'].entries()) await person(name, at % 2 ? 'IT' : 'HR', boss);
    const source = `query ($after: String, $department: String) { users(filter: { reports: { some: {} } }) { nodes {
      reports(first: 2, after: $after, filter: { department: { eq: $department } }, orderBy: [{ field: NAME, direction: DESC }]) {
        totalCount nodes { name } pageInfo { endCursor hasNextPage } } } } }`;
    const read = async (variables: object) => {
      const data = await db.read(ADMINISTRATOR, source, variables as Record<string, unknown>);
      return (data.users as unknown as { nodes: { reports: Page & { totalCount: number } }[] }).nodes[0]!.reports;
    };
    const first = await read({ department: 'hr' });
    expect([first.totalCount, first.nodes.map(({ name }) => name)]).toEqual([3, ['E', 'C']]);
    const after = first.pageInfo.endCursor;
    expect((await read({ department: 'hr', after })).nodes.map(({ name }) => name)).toEqual(['A']);
    const { errors } = await db.run(ADMINISTRATOR, source, { department: 'it', after });
    expect(errors?.[0]?.extensions.code).toBe('CURSOR_MISMATCH');
  });

  it('go on where they stopped, each under its own key', async () => {
    const group = await db.insert(Group, { name: 'G', source: 'gatehouse' });
    for (const name of ['A', 'B', 'C', 'D', 'E']) await db.insert(GroupMember, { group, user: await person(name, null) });
    const source = `query ($after: String, $before: String) { groups { nodes {
      down: people(first: 2, after: $after) { totalCount nodes { name } pageInfo { endCursor hasNextPage hasPreviousPage } }
      up: people(last: 2, before: $before) { nodes { name } pageInfo { startCursor hasNextPage hasPreviousPage } }
    } } }`;
    const read = async (variables: object) => {
      const data = await db.read(ADMINISTRATOR, source, variables as Record<string, unknown>);
      return (data.groups as unknown as { nodes: Record<'down' | 'up', Page>[] }).nodes[0];
    };
    const names = (one: Page | undefined) => one?.nodes.map(({ name }) => name);
    const first = await read({});
    expect([names(first?.down), names(first?.up)]).toEqual([
      ['A', 'B'],
      ['D', 'E'],
    ]);
    const next = await read({ after: first?.down.pageInfo.endCursor, before: first?.up.pageInfo.startCursor });
    expect([names(next?.down), names(next?.up)]).toEqual([
      ['C', 'D'],
      ['B', 'C'],
    ]);
    expect(next?.down).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    expect(next?.up.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(db.statements).toHaveLength(1);
  });
});
