import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { afterUndo, ask, askInVain, decide, look, membersOf, type Answer } from '../testkit/flow.ts';
import { done } from '../testkit/mutate.ts';
import { acceptable, comesIn, openPackage, personAs } from '../testkit/outsider.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

test('AT10 the privacy notice, what was delivered with its links, and a notice of it', async () => {
  const wanted = await openPackage(t, 'With a notice', { scope: 'ALL_EXTERNAL', stages: [{ approvers: [admin] }] });
  const stranger = await comesIn(t, 'kim@somewhere10.example');
  const OPTIONS = 'query ($id: ID!) { requestOptions(accessPackageId: $id) { mayRequest terms { id kind number text } } }';
  const { requestOptions } = await t.query<Answer>(OPTIONS, { id: wanted.id }, { as: stranger });
  expect(requestOptions).toMatchObject({
    mayRequest: true,
    terms: [{ kind: 'PRIVACY_NOTICE', text: expect.stringMatching(/name/) }],
  });
  expect(await askInVain(t, stranger, wanted)).toEqual(['TERMS_NOT_ACCEPTED']);
  const another = { acceptedTerms: [{ termsId: 'trm_01j00000000000000000000000' }] };
  expect(await askInVain(t, stranger, wanted, another)).toEqual(['TERMS_NOT_ACCEPTED']);
  const request = await ask(t, stranger, wanted, { acceptedTerms: [{ termsId: requestOptions.terms[0].id }] });
  // Asked once for each version.
  expect((await t.query<Answer>(OPTIONS, { id: wanted.id }, { as: stranger })).requestOptions.terms).toEqual([]);
  await decide(t, admin, request.stages[0]);
  await afterUndo(t);
  const seen = await t.query<Answer>(
    `query ($id: ID!) { node(id: $id) { ... on AccessPackage { roles { resourceRole { name resource { name launchUrl } } } } }
      notifications { nodes { kind } } }`,
    { id: wanted.id },
    { as: stranger },
  );
  expect(seen.node.roles).toHaveLength(1);
  expect(seen.notifications.nodes.map(({ kind }: Answer) => kind).sort()).toEqual(['ACCESS_DELIVERED', 'REQUEST_APPROVED']);
  const { auditEvents } = await t.query<Answer>(
    'query ($id: ID!) { auditEvents(filter: { action: { eq: "terms.accepted" }, target: { id: { eq: $id } } }) { nodes { id } } }',
    { id: stranger.id },
    { as: admin },
  );
  expect(auditEvents.nodes).toHaveLength(1);
});

describe('AT46 assigned by mail address', () => {
  const ASSIGN = `mutation ($input: AssignAccessPackageInput!) { assignAccessPackage(input: $input) {
    accessRequests { id state heldFor target { id state } } errors { code message path ... on NotEligibleError { gates { code } } } } }`;
  const POLICY = 'query ($id: ID!) { node(id: $id) { ... on AccessPackage { policies { id } } } }';
  async function assigned(email: string) {
    const wanted = await openPackage(t, `By mail ${email}`, { scope: 'NOBODY' });
    const { policies } = (await t.query<Answer>(POLICY, { id: wanted.id }, { as: admin })).node;
    const input = { accessPackageId: wanted.id, policyId: policies[0].id, targets: [{ email }] };
    const { assignAccessPackage } = await t.query<Answer>(ASSIGN, { input }, { as: admin });
    return { wanted, errors: assignAccessPackage.errors, request: assignAccessPackage.accessRequests[0] };
  }

  test('a Prospect waits until the address is proved and the notice accepted', async () => {
    const { wanted, request } = await assigned('Olga+work@Outside46.example');
    expect(request).toMatchObject({ state: 'SCHEDULED', heldFor: 'PROOF_OF_ADDRESS', target: { state: 'PROSPECT' } });
    await afterUndo(t);
    expect((await look(t, admin, request)).heldFor).toBe('PROOF_OF_ADDRESS');
    const olga = await comesIn(t, 'olga+work@outside46.example', { name: 'Olga' });
    expect(olga.id).toBe(request.target.id);
    expect(await look(t, olga, request)).toMatchObject({ state: 'SCHEDULED', heldFor: 'TERMS' });
    const { notifications } = await t.query<Answer>('{ notifications { nodes { kind } } }', {}, { as: olga });
    expect(notifications.nodes.map(({ kind }: Answer) => kind)).toContain('CONSENT_NEEDED');
    expect(await membersOf(t, wanted.group)).toEqual([]);
    const [terms] = await acceptable(t, olga);
    await done(t, 'acceptTerms', terms!, olga);
    await t.runJobs('all');
    expect(await look(t, olga, request)).toMatchObject({ state: 'DELIVERED', heldFor: null });
    expect(await membersOf(t, wanted.group)).toEqual([olga.id]);
    expect(await personAs(t, admin, olga.id)).toMatchObject({
      state: 'ACTIVE',
      governed: true,
      organization: { state: 'PROPOSED' },
    });
  });

  test('an address of a blocked domain is refused, and nobody is made', async () => {
    await done(t, 'setDomainRule', { domain: 'blocked46.example', kind: 'BLOCK' }, admin);
    const { errors, request } = await assigned('olga@blocked46.example');
    expect(request).toBeUndefined();
    expect(errors).toMatchObject([{ code: 'NOT_ELIGIBLE', gates: [{ code: 'DOMAIN_BLOCKED' }] }]);
    const filter = '{ users(filter: { email: { eq: "olga@blocked46.example" } }) { totalCount } }';
    expect((await t.query<Answer>(filter, {}, { as: admin })).users.totalCount).toBe(0);
  });

  test('nobody comes: it lapses, and can be canceled before', async () => {
    const { request } = await assigned('late@outside46.example');
    const { request: canceled } = await assigned('canceled@outside46.example');
    await done(t, 'cancelAccessRequest', { requestId: canceled.id }, admin);
    t.clock.advance('P31D');
    await t.runJobs('all');
    expect((await look(t, admin, request)).state).toBe('EXPIRED');
    expect((await look(t, admin, canceled)).state).toBe('CANCELED');
  });

  test.each([
    ['no address', { email: 'no address@x.example' }],
    ['a user and an address', { email: 'x@outside46.example', userId: 'usr_01j00000000000000000000000' }],
    ['neither', {}],
  ])('%s is refused', async (name, target) => {
    const wanted = await openPackage(t, `Refused ${name}`, { scope: 'NOBODY' });
    const { policies } = (await t.query<Answer>(POLICY, { id: wanted.id }, { as: admin })).node;
    const input = { accessPackageId: wanted.id, policyId: policies[0].id, targets: [target] };
    const { data, errors } = await t.execute<Answer>(ASSIGN, { input }, { as: admin });
    expect(errors?.[0]?.extensions?.code ?? data?.assignAccessPackage.errors[0].code).toMatch(/INVALID|BAD_USER_INPUT/);
  });
});
