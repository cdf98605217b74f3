import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { evidenceHash } from '@gatehouse/server/kernel/audit/evidence-hash';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { EXTEND, OPTIONS, SUBMIT } from '../testkit/documents.ts';
import { FaultyConnector } from '../testkit/faulty-connector.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';
import { done } from '../testkit/mutate.ts';
import { acceptable, comesIn, personAs } from '../testkit/outsider.ts';

const DAY = 86_400_000;

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** A site, a channel, and a role of a directory that is given to be activated there, in one package for two partners. */
async function erp() {
  const { world } = t;
  const [admin, approver] = [await world.admin(), await world.user({ name: 'Christie Cline' })];
  const partners = [
    await world.organization({ name: 'Adatum', domains: ['adatum26.example', 'adatum-erp26.example'] }),
    await world.organization({ name: 'Tailspin', domains: ['tailspin26.example', 'tailspin-toys26.example'] }),
  ];
  const target = new FaultyConnector();
  t.app.connectors.register(target);
  const [connector, catalog] = [await world.connector({ kind: 'faulty' }), await world.catalog({ externallyVisible: true })];
  const site = await world.resource({ connector, name: 'ERP site', kind: 'SITE', roles: ['Contribute'], catalogs: [catalog] });
  const channel = await world.resource({ connector, name: 'ERP channel', roles: ['Member'], catalogs: [catalog] });
  const { resource } = await done(
    t,
    'createResource',
    {
      connectorId: connector.id,
      kind: 'APPLICATION',
      externalId: 'tenant',
      name: 'Tenant directory',
      roles: [{ name: 'ERP operator', externalId: 'erp-operator', mode: 'ELIGIBLE' }],
    },
    admin,
    'resource { id roles { id mode } }',
  );
  await done(t, 'addResource', { catalogId: catalog.id, resourceId: resource.id }, admin);
  const endsAt = new Date(t.clock.now().getTime() + 180 * DAY);
  const wanted = await world.package({
    name: 'ERP',
    catalog,
    roles: [...site.roles, ...channel.roles, resource.roles[0]],
    hidden: false,
    policy: {
      organizations: partners,
      stages: [{ approvers: [approver] }],
      questions: [{ text: 'What is your role?', kind: 'SHORT_TEXT', required: true }],
      endsAt,
      customSchedule: true,
      extensionAllowed: true,
    },
  });
  return { admin, approver, target, wanted, endsAt, eligible: resource.roles[0] as { id: string } };
}

test('AT26 partners ask with their role and no longer than to the fixed end; an eligible role is given, and the answer is evidence', async () => {
  const { admin, approver, target, wanted, endsAt, eligible } = await erp();
  const given = vi.spyOn(target, 'apply');
  for (const address of ['ada@adatum-erp26.example', 'tia@tailspin26.example']) {
    const outsider = await comesIn(t, address);
    const acceptedTerms = await acceptable(t, outsider);
    const { requestOptions } = await t.query<Answer>(OPTIONS, { id: wanted.id }, { as: outsider });
    const [{ schedule, questions }] = requestOptions.policies;
    expect(schedule).toMatchObject({ customSchedule: true, latestEnd: endsAt.toISOString() });
    const answers = [{ questionId: questions[0].id, value: 'Key user of purchasing' }];
    const refused = async (input: object) => {
      const { submitAccessRequest } = await t.query<Answer>(
        SUBMIT,
        { input: { accessPackageId: wanted.id, acceptedTerms, ...input } },
        { as: outsider },
      );
      expect(submitAccessRequest.accessRequest).toBeNull();
      return submitAccessRequest.errors[0].gates;
    };

    expect(await refused({})).toMatchObject([{ code: 'ANSWERS_INVALID', message: 'This question needs an answer.' }]);
    const tooLong = { expiresAt: new Date(endsAt.getTime() + DAY).toISOString() };
    expect(await refused({ answers, ...tooLong })).toMatchObject([
      { code: 'SCHEDULE_OUT_OF_BOUNDS', latestEnd: endsAt.toISOString() },
    ]);
    expect(await personAs(t, admin, outsider.id)).toMatchObject({ state: 'PROSPECT', governed: false });

    const shorter = new Date(t.clock.now().getTime() + 30 * DAY).toISOString();
    const request = await ask(t, outsider, wanted, { acceptedTerms, answers, expiresAt: shorter });
    expect(request.state).toBe('PENDING_APPROVAL');
    expect((await decide(t, approver, request.stages[0])).errors).toEqual([]);
    await afterUndo(t);
    const { state, assignment } = await look(t, admin, request);
    expect(state).toBe('DELIVERED');
    expect(assignment.expiresAt).toBe(shorter);
    const modes = given.mock.calls.splice(0).map(([, , { role }]) => [role.id === eligible.id, role.mode]);
    expect(modes.sort()).toEqual([
      [false, 'ACTIVE'],
      [false, 'ACTIVE'],
      [true, 'ELIGIBLE'],
    ]);
    expect(target.holders(eligible)).toContain(outsider.id);

    // The event holds the hash that only this answer of this person has, and who may audit reads the answer on the request.
    const em = t.app.orm.em.fork();
    const event = await em.findOneOrFail(AuditEvent, { action: 'request.submitted', targetId: outsider.id });
    expect(event.details).toMatchObject({
      answerHashes: { [questions[0].id]: await evidenceHash(em, outsider.id, 'Key user of purchasing') },
    });
    const auditor = await t.world.user({ roles: ['AUDITOR'] });
    const { node } = await t.query<Answer>(
      'query ($id: ID!) { node(id: $id) { ... on AccessRequest { answers { question { text } value } } } }',
      { id: request.id },
      { as: auditor },
    );
    expect(node.answers).toEqual([{ question: { text: 'What is your role?' }, value: 'Key user of purchasing' }]);

    // Extended to the fixed end, with the same approval, and no further.
    t.clock.advance('P20D');
    const extend = async (expiresAt: Date): Promise<Answer> =>
      (await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id, expiresAt } }, { as: outsider })).extendAssignment;
    expect((await extend(new Date(endsAt.getTime() + DAY))).errors[0].gates).toMatchObject([
      { code: 'SCHEDULE_OUT_OF_BOUNDS', latestEnd: endsAt.toISOString() },
    ]);
    const { accessRequest } = await extend(endsAt);
    await decide(t, approver, accessRequest.stages[0]);
    await afterUndo(t);
    expect((await look(t, admin, request)).assignment.expiresAt).toBe(endsAt.toISOString());
  }
});
