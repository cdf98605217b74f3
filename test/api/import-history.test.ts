import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { fingerprint } from '../testkit/fingerprint.ts';
import { ask, look } from '../testkit/flow.ts';
import { importDecisions, importPeople, rowsOf } from '../testkit/import.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
  await importPeople(t, DECISIONS, { ...KEYED, mapping: ['manager=team_lead,department=unit,jobTitle=title'] });
});
afterAll(() => t.stop());

const DECISIONS = { file: 'decisions.csv' };
const KEYED = { key: ['team_lead', 'unit', 'site', 'title'] };
const FLAGS = { ...KEYED, mapping: ['department=unit,jobTitle=title,manager=team_lead'] };

const REQUESTS = `query ($filter: AccessRequestFilter) { accessRequests(filter: $filter, first: 100) { totalCount nodes {
  id type state source createdAt closedAt requester { id } target { name department } targetDepartment targetJobTitle targetManager { name }
  accessPackage { id name catalog { name } } policy { id } assignment { id }
  stages { order state approvers { name } decisions { by { name } decision at } viewerCan { approve { allowed } } }
  timeline(first: 5) { nodes { action actor { name } } } viewerCan { cancel { allowed } reprocess { allowed } } } } }`;

// oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
type Answered = any;

async function requests(filter: object): Promise<Answered[]> {
  const { accessRequests } = await t.query<Answered>(
    REQUESTS,
    { filter: { source: { eq: 'IMPORTED' }, ...filter } },
    { as: admin },
  );
  expect(accessRequests.totalCount).toBe(accessRequests.nodes.length);
  return accessRequests.nodes;
}

describe('import history', () => {
  test('a dry run says what would happen and writes nothing', async () => {
    const before = await fingerprint(t);
    expect(await importDecisions(t, DECISIONS, { ...FLAGS, dryRun: true })).toMatchObject({
      rows: 6,
      requests: 6,
      packages: 3,
      known: 0,
      problems: 0,
    });
    expect(await fingerprint(t)).toBe(before);
  });

  test('makes closed requests that can be searched, marked as imported', async () => {
    const report = await importDecisions(t, DECISIONS, FLAGS);
    expect(report).toEqual({ rows: 6, repeated: 0, known: 0, requests: 6, packages: 3, problems: 0, listed: [] });
    expect(await requests({})).toHaveLength(6);
    expect(await requests({ state: { eq: 'DELIVERED' } })).toHaveLength(4);
    expect(await requests({ stages: { some: { decisions: { some: { decision: { eq: 'APPROVE' } } } } } })).toHaveLength(4);
    const [denied] = await requests({ state: { eq: 'DENIED' }, targetManager: { name: { eq: 'L2' } } });
    expect(denied).toMatchObject({
      type: 'USER_ADD',
      source: 'IMPORTED',
      createdAt: '2011-06-30T00:00:00.000Z',
      closedAt: '2011-06-30T00:00:00.000Z',
      requester: null,
      policy: null,
      assignment: null,
      target: { department: '11' },
      targetDepartment: '11',
      targetJobTitle: 'clerk',
      targetManager: { name: 'L2' },
      accessPackage: { name: 'PAYROLL', catalog: { name: 'Imported' } },
      stages: [
        { order: 1, state: 'DENIED', approvers: [], decisions: [{ by: null, decision: 'DENY', at: '2011-06-30T00:00:00.000Z' }] },
      ],
      timeline: { nodes: [{ action: 'request.imported', actor: null }] },
      viewerCan: { cancel: { allowed: false }, reprocess: { allowed: false } },
    });
    expect(await rowsOf(t, 'select 1 from assignment')).toEqual([]);
    expect(await rowsOf(t, 'select 1 from assignment_policy')).toEqual([]);
  });

  test('makes a package for each resource, with its right in the directory', async () => {
    const { accessPackages } = await t.query<Answered>(
      `{ accessPackages(filter: { catalog: { name: { eq: "Imported" } } }, orderBy: [{ field: NAME, direction: ASC }]) { nodes {
        name hidden state version policies { id } roles { scope resourceRole { name resource { name kind externalId connector { kind isDefault } } } } } } }`,
      {},
      { as: admin },
    );
    expect(accessPackages.nodes.map(({ name }: Answered) => name)).toEqual(['PAYROLL', 'PRINTER, 2nd floor', 'WIKI']);
    expect(accessPackages.nodes[2]).toEqual({
      name: 'WIKI',
      hidden: false,
      state: 'ACTIVE',
      version: 1,
      policies: [],
      roles: [
        {
          scope: '',
          resourceRole: {
            name: 'Member',
            resource: {
              name: 'WIKI',
              kind: 'APPLICATION',
              externalId: 'WIKI',
              connector: { kind: 'directory', isDefault: true },
            },
          },
        },
      ],
    });
    const recorded = await rowsOf(
      t,
      'select action, count(*)::int as n from audit_event where actor_principal_id = ? group by 1 order by 1',
      ['prn_00000000000000000000000000'],
    );
    expect(Object.fromEntries(recorded.map(({ action, n }) => [action, n]))).toMatchObject({
      'access_package.created': 3,
      'catalog.created': 1,
      'catalog.resource_added': 3,
      'connector.created': 1,
      'request.imported': 6,
      'resource.created': 3,
    });
  });

  test('a second run changes nothing at all, even where a package has another name by now', async () => {
    await t.world.write((change) =>
      change.em
        .getConnection()
        .execute(
          `update access_package set name = 'Company wiki' where name = 'WIKI'`,
          [],
          'run',
          change.em.getTransactionContext(),
        ),
    );
    t.clock.advance('P1D');
    const before = await fingerprint(t);
    expect(await importDecisions(t, DECISIONS, FLAGS)).toMatchObject({ requests: 0, known: 6, packages: 0, problems: 0 });
    expect(await fingerprint(t)).toBe(before);
    const more = 'decision,resource,team_lead,unit,site,title\napproved,WIKI,L2,11,A,clerk\napproved,WIKI,L1,10,A,engineer\n';
    expect(await importDecisions(t, more, FLAGS)).toMatchObject({ requests: 0, known: 2, packages: 0 });
  });

  test('lists bad rows with line and reason; they stop nothing else', async () => {
    await importPeople(t, 'key,name\np1,Pia\np2,Pam\n');
    const csv = [
      'key,decision,resource,date',
      'p1,approved,VPN,2010-02-01', //           2
      'p1,APPROVED,VPN,2010-02-01', //           3: repeats
      'p1,denied,VPN,2010-02-01', //             4
      'p1,denied,VPN,2010-03-01T10:30:00+01:00', // 5: asked again later
      'p9,approved,VPN,2010-02-01', //           6
      'p1,perhaps,VPN,2010-02-01', //            7
      'p1,approved,,2010-02-01', //              8
      'p1,approved,VPN,01.02.2010', //           9
      'p1,approved,VPN,2010-02-31T99:00', //    10
      'p1,approved,VPN,2999-01-01', //          11
      ',approved,VPN,2010-02-01', //            12
      'p2,no,vpn,2010-02-01', //                13
      'p2,yes,Company WIKI,2010-02-01', //      14
      'p2,1,CRM,2010-02-01', //                 15
    ].join('\n');
    const { listed, ...report } = await importDecisions(t, csv, { date: null });
    expect(listed).toEqual([
      '7: "perhaps" is no decision: approved or denied.',
      '8: It names no resource.',
      '9: "01.02.2010" is no date: write 2011-06-30 or 2011-06-30T14:05:00Z.',
      '10: "2010-02-31T99:00" is no date: write 2011-06-30 or 2011-06-30T14:05:00Z.',
      '11: "2999-01-01" lies in the future.',
      '12: It has no key.',
      '4: Line 2 has another decision on the same request.',
      '6: Nobody here has the key "p9".',
      '13: The catalog has another package that is named like "vpn".',
      '14: The catalog has another package that is named like "Company WIKI".',
    ]);
    expect(report).toEqual({ rows: 14, repeated: 1, known: 0, requests: 3, packages: 2, problems: 10 });
    const mine = await requests({ target: { name: { eq: 'Pia' } } });
    expect(mine.map(({ createdAt, state }) => [createdAt, state]).sort()).toEqual([
      ['2010-02-01T00:00:00.000Z', 'DELIVERED'],
      ['2010-03-01T09:30:00.000Z', 'DENIED'],
    ]);
    const again = await importDecisions(t, 'key,decision,resource,date\np1,denied,VPN,2010-02-01\n', { date: null });
    expect(again.listed).toEqual(['2: This request was imported before with another decision, which stays.']);
  });

  test('the same in another catalog is another history', async () => {
    const report = await importDecisions(t, DECISIONS, { ...FLAGS, catalog: 'Older system' });
    expect(report).toMatchObject({ requests: 6, known: 0, packages: 3, problems: 0 });
    // The resources are the same ones: only the packages are new.
    expect(await rowsOf(t, `select count(*)::int as n from resource where external_id = 'WIKI'`)).toEqual([{ n: 1 }]);
  });

  test.each([
    ['no decision', 'key,resource\np1,VPN\n', {}, 'The file has no column "decision". Say which it is: --map decision=<column>'],
    [
      'no date',
      'key,decision,resource\np1,approved,VPN\n',
      { date: null },
      'Nothing says when it was: give --date 2011-06-30, or --map date=<column>.',
    ],
    [
      'a wrong date',
      'key,decision,resource\np1,approved,VPN\n',
      { date: 'June' },
      '--date: "June" is no date: write 2011-06-30 or 2011-06-30T14:05:00Z.',
    ],
    [
      'nobody we know',
      'key,decision,resource\nx1,approved,VPN\n',
      {},
      'Nobody of this file is known here. Import the directory first, with the same --key.',
    ],
    [
      'a catalog without a name',
      'key,decision,resource\np1,approved,VPN\n',
      { catalog: ' ' },
      'The name of a catalog has 1 to 200 characters.',
    ],
  ])('%s is refused as a whole', async (_what, csv, flags, message) => {
    const before = await fingerprint(t);
    await expect(importDecisions(t, csv, flags)).rejects.toThrow(message);
    expect(await fingerprint(t)).toBe(before);
  });

  test('a new request by one of those people goes through to delivered', async () => {
    const [denied] = await requests({
      state: { eq: 'DENIED' },
      accessPackage: { name: { eq: 'PAYROLL' }, catalog: { name: { eq: 'Imported' } } },
    });
    const [target] = await rowsOf<{ id: string }>(t, 'select target_id as id from access_request where id = ?', [denied.id]);
    await t.world.policy({ accessPackage: denied.accessPackage });
    const request = await ask(t, target!, denied.accessPackage);
    await t.runJobs('all');
    expect(await look(t, target!, request)).toMatchObject({ state: 'DELIVERED', assignment: { grants: [{ state: 'ACTIVE' }] } });
    const { id } = target!;
    expect(await rowsOf(t, 'select 1 as held from directory_entitlement where user_id = ?', [id])).toEqual([{ held: 1 }]);
  });
});
