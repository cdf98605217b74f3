import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openReadable, viewer, type Readable } from './read.fixture.ts';

interface Person {
  name: string;
  department: string | null;
  createdAt: Date;
  attributes: Record<string, string> | null;
  manager?: Person | null;
  id?: string;
}

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const BOSSES: Person[] = [
  { name: 'Boss%', department: 'IT', createdAt: at(1), attributes: null, manager: null },
  { name: 'boss_2', department: null, createdAt: at(2), attributes: { city: 'Bonn' }, manager: null },
];
const PEOPLE: Person[] = [
  ...BOSSES,
  { name: 'Ann', department: 'IT', createdAt: at(3), attributes: { city: 'Köln', level: '10' }, manager: BOSSES[0] ?? null },
  { name: 'ANNA', department: 'HR', createdAt: at(4), attributes: { level: '9' }, manager: BOSSES[0] ?? null },
  { name: "O'Hara \\ 100%", department: null, createdAt: at(5), attributes: {}, manager: BOSSES[1] ?? null },
  { name: 'zoë', department: 'hr', createdAt: at(6), attributes: null, manager: null },
];

let db: Readable;
beforeAll(async () => {
  db = await openReadable();
  for (const person of PEOPLE)
    person.id = await db.insert(User, { kind: 'MEMBER', ...person, manager: person.manager?.id ?? null });
});
afterAll(() => db.stop());

async function names(filter: object | null, as = ADMINISTRATOR): Promise<string[]> {
  const data = await db.read(
    as,
    'query ($filter: UserFilter) { users(first: 100, filter: $filter, orderBy: [{ field: CREATED_AT }]) { nodes { name } } }',
    { filter },
  );
  return (data.users as unknown as { nodes: Person[] }).nodes.map(({ name }) => name);
}

type Comparator = Record<string, unknown>;
type Filter = {
  name?: Comparator;
  department?: Comparator;
  createdAt?: Comparator;
  attributes?: ({ name: string } & Comparator)[];
  manager?: Filter & { isNull?: boolean };
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
};

/** What the comparisons mean, once more, in JavaScript. */
const ORACLE: Record<string, (value: string | null, given: never) => boolean> = {
  eq: (value, given: string) => value === given,
  ne: (value, given: string) => value !== given,
  in: (value, given: string[]) => value !== null && given.includes(value),
  notIn: (value, given: string[]) => value === null || !given.includes(value),
  contains: (value, given: string) => value !== null && value.includes(given),
  startsWith: (value, given: string) => value !== null && value.startsWith(given),
  endsWith: (value, given: string) => value !== null && value.endsWith(given),
  isNull: (value, given: boolean) => (value === null) === given,
  lt: (value, given: string) => value !== null && value < given,
  lte: (value, given: string) => value !== null && value <= given,
  gt: (value, given: string) => value !== null && value > given,
  gte: (value, given: string) => value !== null && value >= given,
};

/** Small and capital letters are alike, in whatever is asked of a text. */
const caseless = (said: unknown): unknown =>
  typeof said === 'string' ? said.toLowerCase() : Array.isArray(said) ? said.map(caseless) : said;

function holds(person: Person, filter: Filter): boolean {
  const compare = (value: string | null, comparator: Comparator = {}) =>
    Object.entries(comparator).every(([key, given]) => ORACLE[key]?.(caseless(value) as never, caseless(given) as never));
  return (
    compare(person.name, filter.name) &&
    compare(person.department, filter.department) &&
    compare(person.createdAt.toISOString(), filter.createdAt) &&
    (filter.attributes ?? []).every(({ name, ...rest }) => compare(person.attributes?.[name] ?? null, rest)) &&
    (!filter.manager || managerHolds(person.manager ?? null, filter.manager)) &&
    (filter.and ?? []).every((one) => holds(person, one)) &&
    (!filter.or || filter.or.some((one) => holds(person, one))) &&
    (!filter.not || !holds(person, filter.not))
  );
}

function managerHolds(manager: Person | null, { isNull = false, ...rest }: Filter & { isNull?: boolean }): boolean {
  const said = Object.values(rest).some((one) => one !== undefined);
  return isNull ? manager === null && !said : manager !== null && holds(manager, rest);
}

const text = fc.constantFrom(
  'IT',
  'HR',
  'hr',
  'Ann',
  'ANNA',
  'ann',
  '%',
  '_',
  '\\',
  "'",
  '',
  'zoë',
  'Boss%',
  "O'Hara \\ 100%",
  'Köln',
  '9',
);
const textComparator = fc.record(
  {
    eq: text,
    ne: text,
    in: fc.array(text, { maxLength: 3 }),
    notIn: fc.array(text, { maxLength: 3 }),
    contains: text,
    startsWith: text,
    endsWith: text,
    isNull: fc.boolean(),
  },
  { requiredKeys: [] },
);
const instant = fc.integer({ min: 0, max: 7 }).map((day) => at(day).toISOString());
const timeComparator = fc.record(
  { eq: instant, ne: instant, lt: instant, lte: instant, gt: instant, gte: instant, in: fc.array(instant, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const attribute = fc.record(
  { name: fc.constantFrom('city', 'level', 'x'), eq: text, ne: text, contains: text, endsWith: text, isNull: fc.boolean() },
  { requiredKeys: ['name'] },
);

/** Any filter of at most so many levels. */
function anyFilter(levels: number): fc.Arbitrary<Filter> {
  const values = {
    name: textComparator,
    department: textComparator,
    createdAt: timeComparator,
    attributes: fc.array(attribute, { maxLength: 2 }),
  };
  const inner = levels > 1 ? anyFilter(levels - 1) : null;
  const nested = inner && {
    manager: fc
      .tuple(inner, fc.record({ isNull: fc.boolean() }, { requiredKeys: [] }))
      .map((parts) => Object.assign({}, ...parts)),
    and: fc.array(inner, { maxLength: 2 }),
    or: fc.array(inner, { maxLength: 2 }),
    not: inner,
  };
  return fc.record({ ...values, ...nested }, { requiredKeys: [] }) as fc.Arbitrary<Filter>;
}

/** How many comparisons a filter makes: everything in it that is no grouping. */
function comparisons(filter: Filter): number {
  return JSON.stringify(filter).split(':').length;
}

describe('filters', () => {
  it('mean in SQL what they mean in JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFilter(3).filter((one) => comparisons(one) < 50),
        async (filter) => {
          expect(await names(filter)).toEqual(PEOPLE.filter((person) => holds(person, filter)).map(({ name }) => name));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('take the signs of LIKE, quotes and SQL as what they are', async () => {
    expect(await names({ name: { contains: '%' } })).toEqual(['Boss%', "O'Hara \\ 100%"]);
    expect(await names({ name: { startsWith: '_' } })).toEqual([]);
    expect(await names({ name: { endsWith: '%' } })).toEqual(['Boss%', "O'Hara \\ 100%"]);
    expect(await names({ name: { endsWith: '_2' } })).toEqual(['boss_2']);
    expect(await names({ name: { contains: '\\' } })).toEqual(["O'Hara \\ 100%"]);
    for (const attack of ["' or 1=1 --", "'; drop table app_user; --", '$1', '"']) {
      expect(await names({ name: { eq: attack }, attributes: [{ name: attack, eq: attack }] })).toEqual([]);
    }
    expect(await names(null)).toHaveLength(PEOPLE.length);
  });

  it('take small and capital letters as alike, whatever is asked of a text, and accents not', async () => {
    for (const said of [{ eq: 'ANN' }, { in: ['aNN'] }, { gte: 'Ann', lte: 'ann' }])
      expect(await names({ name: said }), JSON.stringify(said)).toEqual(['Ann']);
    for (const said of [{ startsWith: 'aNn' }, { contains: 'NN', startsWith: 'a' }])
      expect(await names({ name: said }), JSON.stringify(said)).toEqual(['Ann', 'ANNA']);
    expect(await names({ department: { ne: 'hr' } })).not.toContain('ANNA');
    expect(await names({ department: { notIn: ['HR', 'it'] } })).toEqual(['boss_2', "O'Hara \\ 100%"]);
    expect(await names({ name: { endsWith: 'ZOË' } })).toEqual(['zoë']);
    expect(await names({ name: { eq: 'zoe' } })).toEqual([]);
    expect(await names({ attributes: [{ name: 'city', eq: 'KÖLN' }] })).toEqual(['Ann']);
  });

  it('compare lengths of time by how long they are, however they are written', async () => {
    const lengths = ['PT90M', 'PT24H', 'P1D', 'P2DT1H', 'P100D'];
    for (const leftOverFor of lengths)
      await db.insert(Connector, { name: leftOverFor, kind: `driver ${leftOverFor}`, settings: {}, leftOverFor });
    const found = async (filter: object) => {
      const document = 'query ($filter: ConnectorFilter) { connectors(filter: $filter) { nodes { leftOverFor } } }';
      const data = await db.read(ADMINISTRATOR, document, { filter: { leftOverFor: filter } });
      return (data.connectors as unknown as { nodes: { leftOverFor: string }[] }).nodes.map((one) => one.leftOverFor).sort();
    };
    const given = fc.constantFrom(...lengths, 'PT0S', 'P36525D', 'PT86400S');
    const comparison = fc.record({ eq: given, ne: given, lt: given, lte: given, gt: given, gte: given }, { requiredKeys: [] });
    const ms = parseDuration;
    const MEANS: Record<string, (a: number, b: number) => boolean> = {
      eq: (a, b) => a === b,
      ne: (a, b) => a !== b,
      lt: (a, b) => a < b,
      lte: (a, b) => a <= b,
      gt: (a, b) => a > b,
      gte: (a, b) => a >= b,
    };
    await fc.assert(
      fc.asyncProperty(comparison, async (filter) => {
        const fits = (one: string) => Object.entries(filter).every(([key, said]) => MEANS[key]?.(ms(one), ms(said)));
        expect(await found(filter)).toEqual(lengths.filter(fits).sort());
      }),
      { numRuns: 30 },
    );
    expect(await found({ in: ['PT25H', 'PT1440M'] })).toEqual(['P1D', 'PT24H']);
    expect(await found({ notIn: ['P1D'] })).toEqual(['P100D', 'P2DT1H', 'PT90M']);
  });

  it('compare to-many relations by some, none and every', async () => {
    const group = await db.insert(Group, { name: 'One', source: 'gatehouse' });
    await db.insert(Group, { name: 'Empty', source: 'gatehouse' });
    for (const name of ['Ann', 'ANNA'])
      await db.insert(GroupMember, { group, user: PEOPLE.find((one) => one.name === name)?.id });
    const groups = async (members: object) => {
      const data = await db.read(ADMINISTRATOR, 'query ($filter: GroupFilter) { groups(filter: $filter) { nodes { name } } }', {
        filter: { members },
      });
      return (data.groups as unknown as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
    };
    const isAnn = { user: { name: { eq: 'Ann' } } };
    expect(await groups({ some: isAnn })).toEqual(['One']);
    expect(await groups({ none: isAnn })).toEqual(['Empty']);
    expect(await groups({ every: isAnn })).toEqual(['Empty']);
    expect(await groups({ every: { user: { name: { startsWith: 'ann' } } } })).toEqual(['Empty', 'One']);
  });

  it('know who has none of what a row may point to, and say of nobody that their id is missing', async () => {
    const led = ['Ann', 'ANNA', "O'Hara \\ 100%"];
    expect(await names({ manager: { isNull: false } })).toEqual(led);
    expect(await names({ manager: { isNull: true } })).toEqual(['Boss%', 'boss_2', 'zoë']);
    expect(await names({ not: { manager: { isNull: true } } })).toEqual(led);
    expect(await names({ manager: { isNull: true, name: { eq: 'Boss%' } } })).toEqual([]);
    const { errors } = await db.run(ADMINISTRATOR, '{ users(filter: { manager: { id: { isNull: true } } }) { totalCount } }');
    expect(errors?.[0]?.message).toContain('Field "isNull" is not defined by type "IdComparator"');
  });

  it('look only at what the viewer may see', async () => {
    const ann = PEOPLE[2]?.id ?? '';
    expect(await names({ attributes: [{ name: 'level', isNull: false }] }, viewer(ann))).toEqual(['Ann']);
    expect(await names({ not: { attributes: [{ name: 'level', eq: '9' }] } }, viewer(ann))).toHaveLength(PEOPLE.length);
    expect(await names({ region: { isNull: false } }, viewer(ann))).toEqual([]);
  });
});

describe('bad filters', () => {
  const failure = async (filter: unknown) => {
    const { errors } = await db.run(ADMINISTRATOR, 'query ($filter: UserFilter) { users(filter: $filter) { totalCount } }', {
      filter,
    });
    return errors?.map(({ extensions, message }) => `${String(extensions.code)}: ${message}`).join();
  };
  const deep = (levels: number): object => (levels === 0 ? {} : { not: deep(levels - 1) });

  it('are refused over a cap, with what is allowed', async () => {
    expect(await failure(deep(4))).toBeUndefined();
    expect(await failure(deep(5))).toMatch(/^BAD_USER_INPUT: .*more than 5 levels deep/);
    expect(await failure({ or: Array.from({ length: 51 }, () => ({ name: { eq: 'x' } })) })).toMatch(
      /^BAD_USER_INPUT: .*more than 50 comparisons/,
    );
    expect(await failure({ name: { in: Array.from({ length: 101 }, String) } })).toMatch(
      /^BAD_USER_INPUT: .*101 values; 100 are allowed/,
    );
    expect(await failure({ or: Array.from({ length: 101 }, () => ({})) })).toMatch(
      /^BAD_USER_INPUT: .*101 items; 100 are allowed/,
    );
  });

  it.each([
    { name: { eq: null } },
    { name: null },
    { manager: null },
    { manager: { isNull: null } },
    { and: null },
    { attributes: null },
    { name: { eq: 'a\0b' } },
    { createdAt: { lt: '-000001-01-01T00:00:00.000Z' } },
    { createdAt: { lt: '+012345-01-01T00:00:00.000Z' } },
    { attributes: [{ name: '\0', eq: 'x' }] },
  ])('refuse %j', async (filter) => {
    expect(await failure(filter)).toMatch(/^BAD_USER_INPUT|^undefined: Variable/);
  });
});
