import { Session } from '@gatehouse/schema/identity/session.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, openReadable, viewer, type Readable } from './read.fixture.ts';
import { makeWorld, type World } from './world.fixture.ts';

let db: Readable;
let world: World;
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
});
afterAll(() => db.stop());

/** Names the ids of a list, as a viewer sees it. */
async function seen(list: string, who: string): Promise<string[]> {
  const data = await db.read(world.as[who] ?? viewer(''), `{ ${list}(first: 100) { totalCount nodes { id } } }`);
  const { nodes, totalCount } = data[list] as unknown as { nodes: { id: string }[]; totalCount: number };
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ id }) => Object.keys(world.id).find((name) => world.id[name] === id) ?? id).sort();
}

const ALL = [
  'manager',
  'requester',
  'target',
  'approver',
  'past',
  'sibling',
  'owner',
  'reader',
  'guest',
  'auditor',
  'administrator',
];

/** Who sees which rows of a list; whoever is not named sees none. */
const RULES: Record<string, Record<string, string[]>> = {
  accessRequests: Object.fromEntries(
    ['requester', 'target', 'approver', 'past', 'reader', 'auditor', 'administrator'].map((who) => [who, ['request']]),
  ),
  stages: Object.fromEntries(
    ['requester', 'target', 'approver', 'past', 'reader', 'auditor', 'administrator'].map((who) => [who, ['first', 'stage']]),
  ),
  approvals: { approver: ['stage'] },
  assignments: Object.fromEntries(['target', 'reader', 'auditor', 'administrator'].map((who) => [who, ['assignment']])),
  grants: Object.fromEntries(['target', 'reader', 'auditor', 'administrator'].map((who) => [who, ['grant']])),
  provisioningOperations: Object.fromEntries(['target', 'reader', 'auditor', 'administrator'].map((who) => [who, ['operation']])),
  manualTasks: Object.fromEntries(['owner', 'auditor', 'administrator'].map((who) => [who, ['task']])),
  browse: {
    ...Object.fromEntries(
      ['manager', 'requester', 'target', 'approver', 'past', 'sibling', 'owner', 'reader', 'auditor', 'administrator'].map(
        (who) => [who, ['open', 'secret']],
      ),
    ),
    guest: ['secret'],
  },
  accessPackages: {
    ...Object.fromEntries(['manager', 'past', 'sibling', 'owner'].map((who) => [who, ['open', 'secret']])),
    ...Object.fromEntries(['requester', 'target', 'approver'].map((who) => [who, ['open', 'requested', 'secret']])),
    ...Object.fromEntries(['reader', 'auditor', 'administrator'].map((who) => [who, ['hidden', 'open', 'requested', 'secret']])),
    guest: ['secret'],
  },
  catalogs: {
    ...Object.fromEntries(ALL.map((who) => [who, ['marketing']])),
    auditor: ['marketing', 'other'],
    administrator: ['marketing', 'other'],
  },
};

describe('who sees which rows', () => {
  for (const [list, rule] of Object.entries(RULES)) {
    it.each(ALL)(`${list}, as %s`, async (who) => {
      expect(await seen(list, who)).toEqual(rule[who] ?? []);
    });
  }

  it('members find active people and all groups; guests themselves and their groups', async () => {
    expect(await seen('users', 'sibling')).not.toContain('blocked');
    expect(await seen('users', 'sibling')).toHaveLength(9);
    expect(await seen('users', 'administrator')).toContain('blocked');
    expect(await seen('users', 'guest')).toEqual(['guest']);
    expect(await seen('groups', 'sibling')).toEqual(['group', 'guests']);
    expect(await seen('groups', 'guest')).toEqual(['guests']);
  });

  it('resources are met in the contents of packages', async () => {
    expect(await seen('resources', 'sibling')).toEqual(['resource']);
    expect(await seen('resources', 'guest')).toEqual([]);
    expect(await seen('resources', 'administrator')).toEqual(['resource', 'unused']);
    expect(await seen('connectors', 'guest')).toEqual([]);
    expect(await seen('connectors', 'sibling')).toEqual(['connector']);
  });

  it('audit events: the catalog, the request, nobody else', async () => {
    for (const who of ['requester', 'target', 'approver', 'past', 'reader'])
      expect(await seen('auditEvents', who)).toEqual(['decided', 'submitted']);
    for (const who of ['sibling', 'manager', 'guest', 'owner']) expect(await seen('auditEvents', who)).toEqual([]);
    expect(await seen('auditEvents', 'auditor')).toHaveLength(3);
  });

  it('what is personal is not even for administrators', async () => {
    await db.insert(Notification, {
      user: world.id.target,
      kind: 'ACCESS_DELIVERED',
      dedupeKey: '1',
      assignment: world.id.assignment,
    });
    const session = { principal: world.id['target principal'], method: 'PERSONA', lastSeenAt: NOW };
    const id = await db.insert(Session, { ...session, secretHash: '1', expiresAt: new Date(NOW.getTime() + 1) });
    await db.insert(Session, { ...session, secretHash: '2', expiresAt: NOW });
    for (const who of ['administrator', 'auditor', 'sibling', 'reader']) {
      expect(await seen('notifications', who)).toEqual([]);
      expect(await seen('sessions', who)).toEqual([]);
    }
    const own = { ...world.as.target, sessionId: id } as never;
    expect(await db.read(own, '{ sessions { nodes { id current } } notifications { nodes { text } } }')).toEqual({
      sessions: { nodes: [{ id, current: true }] },
      notifications: { nodes: [{ text: 'Your access to \u201csecret\u201d is there.' }] },
    });
  });

  it('`node` gives nobody more than the lists', async () => {
    const ids = [
      'request',
      'stage',
      'assignment',
      'grant',
      'operation',
      'task',
      'requested',
      'policy',
      'version',
      'decided',
      'readership',
      'blocked',
    ];
    const data = await db.read(world.as.sibling as never, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: ids.map((name) => world.id[name]),
    });
    expect(data.nodes).toEqual(ids.map(() => null));
  });

  it('what is hidden is listed nowhere, and seen by whoever has its link and a policy', async () => {
    const source = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    const ids = ['hidden', 'hidden policy', 'hidden version', 'hidden question'].map((name) => world.id[name]);
    expect((await db.read(world.as.sibling as never, source, { ids })).nodes).toEqual(ids.map((id) => ({ id })));
    expect((await db.read(world.as.guest as never, source, { ids })).nodes).toEqual(ids.map(() => null));
    for (const who of ['sibling', 'guest']) {
      expect(await seen('accessPackages', who)).not.toContain('hidden');
      expect(await seen('assignmentPolicies', who)).not.toContain('hidden policy');
    }
    const nested =
      'query ($id: ID!) { node(id: $id) { ... on AccessPackage { catalog { accessPackages { nodes { name } } } policies { name } } } }';
    expect((await db.read(world.as.sibling as never, nested, { id: world.id.hidden })).node).toEqual({
      catalog: { accessPackages: { nodes: [{ name: 'open' }, { name: 'secret' }] } },
      policies: [{ name: 'For ALL_MEMBERS' }],
    });
  });
});
