import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMINISTRATOR, NOW, openReadable, viewer, type Readable } from './read.fixture.ts';

const ACTIONS = ['user.created', 'user.blocked', 'catalog.created', 'session.started'];
const NAMED = ['catalog.created', 'user.created', 'user.created', 'Catalog.CREATED', 'never.done'];
const EVENTS = 24;

let db: Readable;
/** The events with one of the named actions, the latest first. */
let expected: string[];
beforeAll(async () => {
  db = await openReadable();
  const user = await db.insert(User, { kind: 'MEMBER', name: 'Somebody' });
  const actorPrincipal = await db.insert(Principal, { user });
  const written: { id: string; at: Date; action: string }[] = [];
  for (let n = 0; n < EVENTS; n += 1) {
    // Several in one instant, and the actions in turns.
    const event = { at: new Date(NOW.getTime() - Math.floor(n / 3) * 1000), action: ACTIONS[n % ACTIONS.length]! };
    const more = { outcome: 'DONE', actorPrincipal, subjectType: 'User', subjectId: `usr_${n}`, details: {} };
    written.push({ ...event, id: await db.insert(AuditEvent, { ...event, ...more }) });
  }
  expected = written
    .filter(({ action }) => NAMED.includes(action))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
});
afterAll(() => db.stop());

interface Page {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

const LIST = `query ($filter: AuditEventFilter, $first: Int, $after: String, $last: Int, $before: String, $orderBy: [AuditEventOrder!]) {
  auditEvents(filter: $filter, first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const filter = { action: { in: NAMED } };
const ids = ({ nodes }: Page) => nodes.map(({ id }) => id);
const page = async (variables: object, as = ADMINISTRATOR) =>
  (await db.read(as, LIST, { filter, ...variables })).auditEvents as unknown as Page;

it('of a few values is paged in one order, each row once, forwards and backwards', async () => {
  for (const size of [1, 4, 50]) {
    const [there, back]: string[][] = [[], []];
    for (let variables: object | null = { first: size }; variables;) {
      const found = await page(variables);
      there!.push(...ids(found));
      variables = found.pageInfo.hasNextPage ? { first: size, after: found.pageInfo.endCursor } : null;
    }
    for (let variables: object | null = { last: size }; variables;) {
      const found = await page(variables);
      back!.unshift(...ids(found));
      variables = found.pageInfo.hasPreviousPage ? { last: size, before: found.pageInfo.startCursor } : null;
    }
    expect([there, back], `pages of ${size}`).toEqual([expected, expected]);
  }
});

it('of a few values is in any order what it is of their list, and as many', async () => {
  const oldest = await page({ first: 50, orderBy: [{ field: 'AT', direction: 'ASC' }] });
  expect([ids(oldest), oldest.totalCount]).toEqual([expected.toReversed(), expected.length]);
  const both = { and: [filter, { action: { in: ['catalog.created', 'user.blocked'] } }] };
  expect(ids(await page({ first: 50, filter: both })).length).toBe(EVENTS / ACTIONS.length);
  expect(ids(await page({ first: 50, filter: { action: { in: NAMED, ne: 'user.created' } } })).length).toBe(
    EVENTS / ACTIONS.length,
  );
  expect(await page({ first: 50, filter: { action: { in: [] } } })).toMatchObject({ nodes: [], totalCount: 0 });
  expect(ids(await page({ first: 50 }, viewer('usr_00000000000000000000000009')))).toEqual([]);
});
