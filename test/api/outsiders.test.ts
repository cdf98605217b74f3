import { type User } from '@gatehouse/schema/identity/user.entity';
import { type StagePlan } from '@gatehouse/server/app/builders/policy-stage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import {
  afterUndo,
  ask as askPlainly,
  askInVain as askPlainlyInVain,
  decide,
  look,
  membersOf,
  type Answer,
} from '../testkit/flow.ts';
import { done, mutate } from '../testkit/mutate.ts';
import { acceptable, comesIn, openPackage, personAs, proves } from '../testkit/outsider.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

/** As a front end does: what there is to accept is accepted with the request. */
const ask = async (at: TestApp, as: { id: string }, wanted: { id: string }) =>
  askPlainly(at, as, wanted, { acceptedTerms: await acceptable(at, as) });
const askInVain = async (at: TestApp, as: { id: string }, wanted: { id: string }) =>
  askPlainlyInVain(at, as, wanted, { acceptedTerms: await acceptable(at, as) });

const person = (id: string) => personAs(t, admin, id);

const waitsFor = async (as: { id: string }): Promise<string[]> =>
  (await t.query<Answer>('{ approvals { nodes { request { id } } } }', {}, { as })).approvals.nodes.map(
    ({ request }: Answer) => request.id,
  );

const listedTo = async (as: { id: string }): Promise<string[]> =>
  (await t.query<Answer>('{ accessPackages(first: 100) { nodes { name } } }', {}, { as })).accessPackages.nodes.map(
    ({ name }: Answer) => name,
  );

/** An organization with a guest who vouches for it. */
async function sponsored(name: string, domain: string, kind: 'INTERNAL' | 'EXTERNAL' = 'EXTERNAL') {
  const organization = await t.world.organization({ name, domains: [domain] });
  const holder =
    kind === 'EXTERNAL' ? await t.world.user({ kind: 'GUEST', organization, email: `sponsor@${domain}` }) : await t.world.user();
  await t.world.sponsor(organization, { kind, holder });
  return { organization, sponsor: holder };
}

const stageOf = async (as: { id: string }, request: { id: string }): Promise<Answer> =>
  (await look(t, as, request)).stages.find(({ state }: Answer) => state === 'OPEN');

test('AT01 a new partner: an external sponsor approves, and only then is there an account', async () => {
  const { organization, sponsor } = await sponsored('Northwind 1', 'northwind1.example');
  const wanted = await openPackage(t, 'Partner applications', {
    organizations: [organization],
    stages: [{ approvers: ['EXTERNAL_SPONSOR'] }],
  });
  const pat = await comesIn(t, 'pat@northwind1.example');
  expect(await person(pat.id)).toMatchObject({ state: 'PROSPECT', governed: false, organization: { name: 'Northwind 1' } });
  expect(await listedTo(pat)).toContain('Partner applications');
  const request = await ask(t, pat, wanted);
  expect(await waitsFor(sponsor)).toEqual([request.id]);
  const other = await t.world.user({ kind: 'GUEST', organization });
  for (const nobody of [admin, other]) expect(await waitsFor(nobody)).toEqual([]);
  // In no directory before.
  const member = await t.world.user();
  const found = await t.query<Answer>(
    '{ users(filter: { email: { eq: "pat@northwind1.example" } }) { totalCount } }',
    {},
    { as: member },
  );
  expect(found.users.totalCount).toBe(0);
  expect((await decide(t, sponsor, await stageOf(sponsor, request))).errors).toEqual([]);
  expect(await person(pat.id)).toMatchObject({ state: 'PROSPECT' });
  await afterUndo(t);
  expect(await person(pat.id)).toMatchObject({ kind: 'GUEST', state: 'ACTIVE', governed: true });
  expect((await look(t, pat, request)).state).toBe('DELIVERED');
  expect(await membersOf(t, wanted.group)).toEqual([pat.id]);
});

test('AT02 of another organization: refused with the gate, and nothing is made', async () => {
  const { organization } = await sponsored('Northwind 2', 'northwind2.example');
  const wanted = await openPackage(t, 'For Northwind 2', { organizations: [organization] });
  await t.world.organization({ name: 'Tailspin 2', domains: ['tailspin2.example'] });
  const stranger = await comesIn(t, 'sam@tailspin2.example');
  expect(await askInVain(t, stranger, wanted)).toEqual(['NO_POLICY_IN_SCOPE']);
  const { requestOptions } = await t.query<Answer>(
    'query ($id: ID!) { requestOptions(accessPackageId: $id) { accessPackageName reference gates { code message people { name } } } }',
    { id: wanted.id },
    { as: stranger },
  );
  expect(requestOptions).toMatchObject({ accessPackageName: null, gates: [{ code: 'NO_POLICY_IN_SCOPE', people: [] }] });
  expect(requestOptions.reference).toBeTruthy();
  expect(await person(stranger.id)).toMatchObject({ state: 'PROSPECT', governed: false });
});

test('AT03 each organization has its own sponsors, who see only theirs', async () => {
  const fabrikam = await sponsored('Fabrikam 3', 'fabrikam3.example', 'INTERNAL');
  const northwind = await sponsored('Northwind 3', 'northwind3.example');
  const wanted = await openPackage(t, 'Project Nextgen', {
    organizations: [fabrikam.organization, northwind.organization],
    stages: [{ approvers: ['SPONSOR'] }],
  });
  const [fay, nora] = [await comesIn(t, 'fay@fabrikam3.example'), await comesIn(t, 'nora@northwind3.example')];
  const [ofFay, ofNora] = [await ask(t, fay, wanted), await ask(t, nora, wanted)];
  expect(await waitsFor(fabrikam.sponsor)).toEqual([ofFay.id]);
  expect(await waitsFor(northwind.sponsor)).toEqual([ofNora.id]);
  expect(await look(t, fabrikam.sponsor, ofNora)).toBeNull();
  expect(await look(t, northwind.sponsor, ofFay)).toBeNull();
});

test('AT04 an organization is usable as soon as it is saved', async () => {
  const wanted = await openPackage(t, 'For everybody configured', { scope: 'ALL_CONFIGURED_ORGANIZATIONS' });
  const input = { name: 'Adatum', domains: [{ domain: 'Adatum4.example' }] };
  const { connectedOrganization } = await done(
    t,
    'createConnectedOrganization',
    input,
    admin,
    'connectedOrganization { id state domains { domain authenticationType } }',
  );
  expect(connectedOrganization).toMatchObject({
    state: 'CONFIGURED',
    domains: [{ domain: 'adatum4.example', authenticationType: 'ONE_TIME_CODE' }],
  });
  const request = await ask(t, await comesIn(t, 'ada@adatum4.example'), wanted);
  await afterUndo(t);
  expect((await look(t, admin, request)).state).toBe('DELIVERED');
});

test('AT05 the photographer by link: hidden, asked for by a stranger, who becomes a guest and brings a proposed organization', async () => {
  const marketing = await t.world.user();
  const catalog = await t.world.catalog({ externallyVisible: true });
  const wanted = await openPackage(t, 'Photographer', { scope: 'ALL_EXTERNAL', stages: [{ approvers: [marketing] }] }, catalog);
  await done(t, 'updateAccessPackage', { id: wanted.id, hidden: true }, admin);
  const [private_, studio] = [await comesIn(t, 'phil@gmail.com'), await comesIn(t, 'ines@studio5.example')];
  expect(await listedTo(private_)).not.toContain('Photographer');
  for (const stranger of [private_, studio]) {
    const request = await ask(t, stranger, wanted);
    expect(await waitsFor(marketing)).toEqual([request.id]);
    await decide(t, marketing, await stageOf(marketing, request));
    await afterUndo(t);
  }
  expect(await person(private_.id)).toMatchObject({ state: 'ACTIVE', governed: true, organization: null });
  expect(await person(studio.id)).toMatchObject({ organization: { name: 'studio5.example', state: 'PROPOSED' } });
  expect(await membersOf(t, wanted.group)).toEqual([private_.id, studio.id].sort());
  await done(t, 'updateAccessPackage', { id: wanted.id, hidden: false }, admin);
  expect(await listedTo(await comesIn(t, 'zoe@studio6.example'))).toContain('Photographer');
});

describe('AT08 two stages: the external sponsor, then the internal one', () => {
  const stages: StagePlan[] = [{ approvers: ['EXTERNAL_SPONSOR'] }, { approvers: ['INTERNAL_SPONSOR'] }];
  async function asked(name: string, domain: string) {
    const { organization, sponsor } = await sponsored(name, domain);
    const inside = await t.world.user();
    await t.world.sponsor(organization, { kind: 'INTERNAL', holder: inside });
    const wanted = await openPackage(t, `Two stages ${name}`, { organizations: [organization], stages });
    const pat = await comesIn(t, `pat@${domain}`);
    return { sponsor, inside, pat, request: await ask(t, pat, wanted) };
  }

  test('the second is asked only when the first has approved', async () => {
    const { sponsor, inside, pat, request } = await asked('Northwind 8', 'northwind8.example');
    expect(await waitsFor(inside)).toEqual([]);
    await decide(t, sponsor, await stageOf(sponsor, request));
    await afterUndo(t);
    expect(await waitsFor(inside)).toEqual([request.id]);
    expect(await person(pat.id)).toMatchObject({ state: 'PROSPECT' });
    await decide(t, inside, await stageOf(inside, request));
    await afterUndo(t);
    expect(await person(pat.id)).toMatchObject({ state: 'ACTIVE', governed: true });
  });

  test.each([1, 2])('a denial in stage %i ends it, and nobody is made a guest', async (denied) => {
    const { sponsor, inside, pat, request } = await asked(`Denied ${denied}`, `denied${denied}.example`);
    if (denied === 2) await decide(t, sponsor, await stageOf(sponsor, request));
    await afterUndo(t);
    const by = denied === 1 ? sponsor : inside;
    await decide(t, by, await stageOf(by, request), 'DENY', { justification: 'No.' });
    await afterUndo(t);
    expect((await look(t, pat, request)).state).toBe('DENIED');
    expect(await person(pat.id)).toMatchObject({ state: 'PROSPECT', governed: false });
  });

  test('silence ends it too', async () => {
    const { pat, request } = await asked('Silent 8', 'silent8.example');
    t.clock.advance('P15D');
    await t.runJobs('all');
    expect((await look(t, pat, request)).state).toBe('EXPIRED');
    expect(await person(pat.id)).toMatchObject({ state: 'PROSPECT' });
  });
});

test('AT09 an external policy in a catalog that is not open to outsiders', async () => {
  const catalog = await t.world.catalog();
  const wanted = await openPackage(t, 'Closed', { scope: 'ALL_EXTERNAL' }, catalog);
  const stranger = await comesIn(t, 'kim@somewhere9.example');
  expect(await listedTo(stranger)).not.toContain('Closed');
  expect(await askInVain(t, stranger, wanted)).toEqual(['CATALOG_NOT_EXTERNAL']);
  await done(t, 'updateCatalog', { id: catalog.id, externallyVisible: true }, admin);
  expect(await listedTo(stranger)).toContain('Closed');
  await ask(t, stranger, wanted);
});

test('AT11 what is in a package is not shown to outsiders before approval, where that is set', async () => {
  const wanted = await openPackage(t, 'Contents', { scope: 'ALL_EXTERNAL', stages: [{ approvers: [admin] }] });
  const stranger = await comesIn(t, 'kim@somewhere11.example');
  const contents = async () =>
    (
      await t.query<Answer>(
        'query ($id: ID!) { node(id: $id) { ... on AccessPackage { roles { id } } } }',
        { id: wanted.id },
        { as: stranger },
      )
    ).node.roles;
  for (const [contentsVisibility, seen] of [
    ['MEMBERS', 0],
    ['NOBODY', 0],
    ['EVERYONE', 1],
  ] as const) {
    await done(t, 'updateAccessPackage', { id: wanted.id, contentsVisibility }, admin);
    expect(await contents()).toHaveLength(seen);
  }
});

test('AT12 all domains of an organization are its, and a blocked one is nobody’s', async () => {
  const organization = await t.world.organization({
    name: 'Two domains',
    domains: ['one12.example', 'two12.example'],
    issuer: { issuer: 'https://login12.example', clientId: 'gatehouse', tenantClaim: 'tid', tenantValue: 'x' },
  });
  const wanted = await openPackage(t, 'Of two domains', { organizations: [organization], stages: [{ approvers: [admin] }] });
  const through = { issuer: 'https://login12.example', tenant: 'x' };
  const one = await comesIn(t, 'a@one12.example', through);
  const two = await comesIn(t, 'b@two12.example', through);
  await ask(t, one, wanted);
  await done(t, 'setDomainRule', { domain: 'two12.example', kind: 'BLOCK' }, admin);
  expect(await askInVain(t, two, wanted)).toEqual(['DOMAIN_BLOCKED']);
  expect(await listedTo(two)).toEqual([]);
  expect(await proves(t, 'c@two12.example', through)).toEqual({ refused: 'DOMAIN_BLOCKED' });
  // The sign-in of the organization, and none other.
  expect(await proves(t, 'd@one12.example')).toEqual({ refused: 'WRONG_ISSUER' });
  expect(await proves(t, 'd@one12.example', { ...through, tenant: 'y' })).toEqual({ refused: 'WRONG_ISSUER' });
  expect(await proves(t, 'd@sub.one12.example', through)).toEqual({ refused: 'NOT_VOUCHED_FOR' });
});

test('AT15 two policies of one package: each organization has its own approval and end', async () => {
  const a = await t.world.organization({ name: 'A15', domains: ['a15.example'] });
  const b = await t.world.organization({ name: 'B15', domains: ['b15.example'] });
  const wanted = await openPackage(t, 'For both', { organizations: [a], duration: 'P90D', name: 'Of A' });
  await t.world.policy({
    accessPackage: wanted,
    name: 'Of B',
    organizations: [b],
    duration: 'P30D',
    stages: [{ approvers: [admin] }],
  });
  const [ofA, ofB] = [
    await ask(t, await comesIn(t, 'x@a15.example'), wanted),
    await ask(t, await comesIn(t, 'x@b15.example'), wanted),
  ];
  expect([ofA.policy.name, ofB.policy.name]).toEqual(['Of A', 'Of B']);
  await afterUndo(t);
  const given = await look(t, admin, ofA);
  expect(given).toMatchObject({ state: 'DELIVERED', assignment: { state: 'DELIVERED' } });
  expect(new Date(given.assignment.expiresAt).getTime() - new Date(given.assignment.deliveredAt).getTime()).toBe(90 * 86_400_000);
  expect((await look(t, admin, ofB)).state).toBe('PENDING_APPROVAL');
});

test('AT21 a proposed organization is none of the configured ones, until somebody confirms it', async () => {
  const wanted = await openPackage(t, 'Configured only', { scope: 'ALL_CONFIGURED_ORGANIZATIONS' });
  const { id } = await t.world.organization({ name: 'Proposed 21', state: 'PROPOSED', domains: ['proposed21.example'] });
  const stranger = await comesIn(t, 'kim@proposed21.example');
  expect(await askInVain(t, stranger, wanted)).toEqual(['ORGANIZATION_NOT_CONFIGURED']);
  await done(t, 'updateConnectedOrganization', { id, state: 'CONFIGURED' }, admin);
  await ask(t, stranger, wanted);
});

test('what would be open to an organization is counted as it would be listed to its people', async () => {
  const { id } = await t.world.organization({ name: 'Counted', domains: ['counted.example'] });
  const packages = async (state: 'PROPOSED' | 'CONFIGURED') => {
    const input = { domains: [{ domain: 'counted.example' }], organizationId: id, state };
    const document = 'query ($input: OrganizationAdmissionInput!) { organizationAdmission(input: $input) { packages } }';
    return (await t.query<Answer>(document, { input }, { as: admin })).organizationAdmission.packages as number;
  };
  const [proposed, configured] = [await packages('PROPOSED'), await packages('CONFIGURED')];
  await openPackage(t, 'Open to all', { scope: 'ALL_EXTERNAL' });
  await openPackage(t, 'Open to the configured', { scope: 'ALL_CONFIGURED_ORGANIZATIONS' });
  await openPackage(t, 'Open to it', { organizations: [{ id }] });
  await openPackage(t, 'Open to one of its domains', { organizations: [{ id, domain: 'counted.example' }] });
  await openPackage(t, 'Not to be asked for', { scope: 'ALL_EXTERNAL', selfAdd: false });
  await openPackage(t, 'Of a closed catalog', { scope: 'ALL_EXTERNAL' }, await t.world.catalog());
  await openPackage(t, 'For members', {});
  expect([await packages('PROPOSED'), await packages('CONFIGURED')]).toEqual([proposed + 1, configured + 4]);
});

test('the address of an issuer is kept letter by letter, and what is none is refused', async () => {
  const issuerOf = (issuer: string) => ({
    name: `At ${issuer}`,
    domains: [{ domain: 'spelled.example', issuer }],
    issuers: [{ issuer, clientId: 'us' }],
  });
  const created = 'connectedOrganization { id issuers { issuer } domains { issuer { issuer } } }';
  for (const issuer of ['https://login.spelled.example', 'https://LOGIN.spelled.example/tenant/']) {
    const { connectedOrganization: made } = await done(t, 'createConnectedOrganization', issuerOf(issuer), admin, created);
    expect(made).toMatchObject({ issuers: [{ issuer }], domains: [{ issuer: { issuer } }] });
    await done(t, 'deleteConnectedOrganization', { id: made.id }, admin);
  }
  for (const issuer of ['login.spelled.example', 'ftp://login.example', 'https://login.example/?a', 'https://login.example/#'])
    expect(await mutate(t, 'createConnectedOrganization', issuerOf(issuer), admin)).toMatchObject({
      code: 'INVALID',
      path: ['issuers', '0', 'issuer'],
    });
});
