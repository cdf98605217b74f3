import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const SUBMIT = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) {
  accessRequest { id type state requester { id } target { id } stages { id order state approvers { name role user { id } } decideBy escalatesAt } policy { name } }
  errors { __typename code message ... on NotEligibleError { gates { code message fixedBy } } } } }`;
const DECIDE = `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) {
  accessRequest { id state stages { state decisions { by { name } decision justification } } }
  errors { __typename code message ... on AlreadyDecidedError { by { name } decision at } } } }`;
const REQUEST = `query ($id: ID!) { node(id: $id) { ... on AccessRequest { id state assignment { id state expiresAt deliveredAt grants { state origin resourceRole { name resource { name } } } } } } }`;

describe('approval and delivery', () => {
  test('AT06 manager approval for a licence package, with a fallback where there is no manager', async () => {
    const { world } = t;
    const diego = await world.user({ name: 'Diego' });
    const megan = await world.user({ name: 'Megan' });
    const adele = await world.user({ name: 'Adele', manager: megan });
    const loner = await world.user({ name: 'Loner' });
    const group = await world.group({ name: 'Project licences' });
    const resource = await world.resource({ group });
    const pkg = await world.package({ roles: [resource.roles[0]!], policy: { stages: [{ approvers: ['MANAGER'], fallback: [diego] }], duration: 'P90D' } });
    const asked = await t.query<any>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: adele });
    expect(asked.submitAccessRequest.errors).toEqual([]);
    const request = asked.submitAccessRequest.accessRequest;
    expect(request.state).toBe('PENDING_APPROVAL');
    expect(request.stages[0].approvers).toMatchObject([{ name: 'Megan', role: 'PRIMARY' }]);
    const other = await t.query<any>(SUBMIT, { input: { accessPackageId: pkg.id } }, { as: loner });
    expect(other.submitAccessRequest.accessRequest.stages[0].approvers).toMatchObject([{ name: 'Diego', role: 'FALLBACK' }]);
    const decided = await t.query<any>(DECIDE, { input: { stageId: request.stages[0].id, decision: 'APPROVE' } }, { as: megan });
    expect(decided.decideApproval).toMatchObject({ errors: [], accessRequest: { state: 'SCHEDULED' } });
    t.clock.advance('PT11S');
    await t.runJobs('all');
    const seen = await t.query<any>(REQUEST, { id: request.id }, { as: adele });
    expect(seen.node).toMatchObject({ state: 'DELIVERED', assignment: { state: 'DELIVERED', grants: [{ state: 'ACTIVE', origin: 'PROVISIONED' }] } });
  });
});
