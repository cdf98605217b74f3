import { User } from '@gatehouse/schema/identity/user.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, openReadable, viewer, type Readable } from './read.fixture.ts';
import { makePolicy, makeWorld, type World } from './world.fixture.ts';

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
      'hidden',
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
});

describe('what they see of a row', () => {
  const one = async (who: string, name: string, selection: string) =>
    (await db.read(world.as[who] as never, `query ($id: ID!) { node(id: $id) { ${selection} } }`, { id: world.id[name] }))
      .node as unknown as Record<string, never>;

  const APPROVERS =
    '... on AccessRequest { stages { order approvers { name } decisions { decision by { name } } } timeline { nodes { action actor { name } details } } }';
  const names = { order: 1, approvers: [{ name: 'past' }], decisions: [{ decision: 'APPROVE', by: { name: 'past' } }] };
  const hidden = { order: 1, approvers: [], decisions: [{ decision: 'APPROVE', by: null }] };
  const open = { order: 2, approvers: [{ name: 'approver' }], decisions: [] };

  it.each(['approver', 'past', 'reader', 'auditor', 'administrator'])('%s sees who decides', async (who) => {
    expect((await one(who, 'request', APPROVERS)).stages).toEqual([names, open]);
  });

  it.each(['requester', 'target'])('%s does not where the policy hides it, not in the trail either', async (who) => {
    const request = await one(who, 'request', APPROVERS);
    expect(request.stages).toEqual([hidden, open]);
    const own = { secret: 1 };
    expect(request.timeline).toEqual({
      nodes: [
        { action: 'request.submitted', actor: { name: 'requester' }, details: own },
        { action: 'approval.decided', actor: null, details: who === 'target' ? own : {} },
      ],
    });
  });

  it('nobody learns by filtering what they may not see', async () => {
    const source =
      'query ($filter: AccessRequestFilter) { accessRequests(filter: $filter) { totalCount } auditEvents(filter: { actor: { name: { eq: "past" } } }) { totalCount } }';
    const byDecider = { stages: { some: { decisions: { some: { by: { name: { eq: 'past' } } } } } } };
    const byApprover = { stages: { some: { approvers: { some: { user: { name: { eq: 'past' } } } } } } };
    for (const filter of [byDecider, byApprover]) {
      expect(await db.read(world.as.requester as never, source, { filter })).toEqual({
        accessRequests: { totalCount: 0 },
        auditEvents: { totalCount: 0 },
      });
      expect(await db.read(world.as.reader as never, source, { filter })).toEqual({
        accessRequests: { totalCount: 1 },
        auditEvents: { totalCount: 1 },
      });
    }
  });

  it('people they meet show their public profile only', async () => {
    const profile = '... on AccessRequest { target { name manager { name } region attributes blockReason } }';
    expect((await one('approver', 'request', profile)).target).toEqual({
      name: 'target',
      manager: { name: 'manager' },
      region: null,
      attributes: null,
      blockReason: null,
    });
    expect((await one('target', 'request', profile)).target).toMatchObject({ region: 'EMEA', attributes: { key: 'target' } });
    expect((await one('auditor', 'request', profile)).target).toMatchObject({ region: 'EMEA', attributes: { key: 'target' } });
  });

  it('the contents of a package follow its setting, and its holders see them', async () => {
    const contents =
      '... on AccessPackage { roles { resourceRole { name resource { name connector { name environment } owners { id } } } } }';
    const roles = (environment: string | null, owners: number) => [
      {
        resourceRole: {
          name: 'Editor',
          resource: {
            name: 'App',
            connector: { name: 'Directory', environment },
            owners: Array.from({ length: owners }, () => ({ id: expect.any(String) as string })),
          },
        },
      },
    ];
    expect((await one('sibling', 'open', contents)).roles).toEqual(roles(null, 0));
    expect((await one('sibling', 'secret', contents)).roles).toEqual([]);
    expect((await one('guest', 'secret', contents)).roles).toEqual([]);
    expect((await one('target', 'secret', contents)).roles).toEqual(roles(null, 0));
    expect((await one('reader', 'secret', contents)).roles).toEqual(roles(null, 1));
    expect((await one('approver', 'requested', contents)).roles).toEqual(roles(null, 0));
    expect((await one('administrator', 'secret', contents)).roles).toEqual(roles('EU', 1));
  });

  it('a catalog shows its name to those who see a package of it, the rest to its roles', async () => {
    const catalog =
      '... on Catalog { name description roles { role } resources { totalCount } accessPackages { nodes { name } } }';
    expect(await one('sibling', 'marketing', catalog)).toEqual({
      name: 'Marketing',
      description: null,
      roles: [],
      resources: { totalCount: 1 },
      accessPackages: { nodes: [{ name: 'open' }, { name: 'secret' }] },
    });
    expect(await one('reader', 'marketing', catalog)).toMatchObject({ description: 'Inside', roles: [{ role: 'READER' }] });
  });

  it('policies show whom they name to the roles of the catalog only', async () => {
    const policy =
      '... on AccessRequest { policy { name currentVersion { scope parties { part } stages { order approvers { kind } } } } }';
    const seenBy = async (who: string) => (await one(who, 'request', policy)).policy;
    const stages = (first: object[]) => [
      { order: 1, approvers: first },
      { order: 2, approvers: [] },
    ];
    expect(await seenBy('requester')).toEqual({
      name: 'For NOBODY',
      currentVersion: { scope: 'NOBODY', parties: [], stages: stages([]) },
    });
    expect(await seenBy('reader')).toEqual({
      name: 'For NOBODY',
      currentVersion: { scope: 'NOBODY', parties: [{ part: 'ON_BEHALF' }], stages: stages([{ kind: 'USER' }]) },
    });
    expect((await one('sibling', 'open', '... on AccessPackage { policies { name } }')).policies).toEqual([
      { name: 'For ALL_MEMBERS' },
    ]);
    expect((await one('requester', 'requested', '... on AccessPackage { policies { name } }')).policies).toEqual([]);
  });

  it('what they may do with it comes with its reason', async () => {
    const can =
      '... on AccessRequest { viewerCan { approve { allowed code } cancel { allowed } takeBack { allowed } } } ... on Assignment { state viewerCan { giveUp { allowed } end { allowed } } } ... on ManualTask { viewerCan { close { allowed } } } ... on ApprovalStage { viewerCan { approve { allowed } reassign { allowed } } } ... on AccessPackage { link viewerCan { edit { allowed } } } ... on Catalog { viewerCan { edit { allowed } } } ... on User { viewerCan { edit { allowed } } }';
    expect(await one('approver', 'request', can)).toMatchObject({
      viewerCan: { approve: { allowed: true }, cancel: { allowed: false } },
    });
    expect(await one('target', 'request', can)).toMatchObject({
      viewerCan: { approve: { allowed: false, code: 'NOT_FOR_YOURSELF' }, cancel: { allowed: true } },
    });
    expect(await one('approver', 'stage', can)).toMatchObject({
      viewerCan: { approve: { allowed: true }, reassign: { allowed: true } },
    });
    expect(await one('past', 'stage', can)).toMatchObject({ viewerCan: { approve: { allowed: false } } });
    expect(await one('target', 'assignment', can)).toMatchObject({
      state: 'DELIVERED',
      viewerCan: { giveUp: { allowed: true }, end: { allowed: false } },
    });
    expect(await one('owner', 'task', can)).toMatchObject({ viewerCan: { close: { allowed: true } } });
    expect(await one('sibling', 'open', can)).toMatchObject({
      link: `https://gate.example/packages/${world.id.open ?? ''}`,
      viewerCan: { edit: { allowed: false } },
    });
    expect(await one('administrator', 'marketing', can)).toMatchObject({ viewerCan: { edit: { allowed: true } } });
    expect(await one('sibling', 'target', can)).toMatchObject({ viewerCan: { edit: { allowed: false } } });
    expect(db.statements).toHaveLength(1);
  });
});

describe('listing follows eligibility', () => {
  const browse = async (who: string) => seen('browse', who);

  it('needs an active package, a published catalog and an enabled policy that lets one ask', async () => {
    const { id, makePackage } = world;
    const base = { catalog: id.marketing ?? '', role: id.role ?? '', policy: { scope: 'ALL_MEMBERS' } };
    await makePackage({ ...base, name: 'retired', state: 'RETIRED' });
    await makePackage({ ...base, name: 'disabled', policyState: 'DISABLED' });
    await makePackage({ ...base, name: 'direct only', policy: { scope: 'ALL_MEMBERS', selfAdd: false } });
    await makePackage({ ...base, name: 'services', policy: { scope: 'SERVICES' } });
    await makePackage({ ...base, name: 'closed', catalog: id.other ?? '', policy: { scope: 'ALL_USERS' } });
    expect(await browse('sibling')).toEqual(['closed', 'open', 'secret']);
    expect(await browse('guest')).toEqual(['secret']);
    await db.pool.query(`update catalog set state = 'UNPUBLISHED' where id = $1`, [id.other]);
    expect(await browse('sibling')).toEqual(['open', 'secret']);
  });

  it('follows named users and groups, nested ones too', async () => {
    const { id, makePackage } = world;
    const made = await makePackage({ name: 'named', catalog: id.marketing ?? '', role: id.role ?? '' });
    const [, version] = await makePolicy(db, made, { scope: 'SPECIFIC_USERS_AND_GROUPS' });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user: id.sibling });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', group: id.group });
    expect(await browse('sibling')).toContain('named');
    expect(await browse('owner')).not.toContain('named');
    const inGroup = { ...world.as.owner, groupIds: [id.group ?? ''] } as never;
    const data = await db.read(inGroup, '{ browse { nodes { name } } }');
    expect((data.browse as unknown as { nodes: object[] }).nodes).toContainEqual({ name: 'named' });
  });

  it('shows a manager what they may ask for their reports, and named people what they may ask for anybody', async () => {
    const { id, makePackage } = world;
    const made = await makePackage({ name: 'for reports', catalog: id.marketing ?? '', role: id.role ?? '' });
    const [, version] = await makePolicy(db, made, { scope: 'SPECIFIC_USERS_AND_GROUPS', selfAdd: false, managerOnBehalf: true });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user: id.target });
    await db.insert(PolicyParty, { policyVersion: version, part: 'ON_BEHALF', user: id.owner });
    expect(await browse('manager')).toContain('for reports');
    expect(await browse('owner')).toContain('for reports');
    expect(await browse('target')).not.toContain('for reports');
    await db.orm.em.fork().nativeUpdate(User, { id: id.target ?? '' }, { state: 'BLOCKED' });
    expect(await browse('manager')).not.toContain('for reports');
  });
});
