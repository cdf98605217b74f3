import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadable, type Readable } from './read.fixture.ts';
import { makeWorld, type World } from './world.fixture.ts';

let db: Readable;
let world: World;
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
});
afterAll(() => db.stop());

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
