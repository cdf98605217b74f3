import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';

let kit: TestApp;

beforeAll(async () => {
  kit = await startTestApp({ env: { UNDO_WINDOW: 'PT0S' } });
});
afterAll(() => kit?.stop());

/** A package that two people may approve, and somebody who may ask for it. */
async function stage() {
  const [asker, megan, diego] = await Promise.all([kit.world.user(), kit.world.user(), kit.world.user()]);
  const made = await kit.world.package({ policy: { stages: [{ approvers: [megan, diego] }] } });
  return { asker, megan, diego, packageId: made.id };
}

async function ask(accessPackageId: string, as: { id: string }): Promise<{ id: string; stageId: string }> {
  const { submitAccessRequest } = await kit.query<{
    submitAccessRequest: { errors: unknown[]; accessRequest: { id: string; stages: { id: string }[] } };
  }>(
    `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) { errors { code message } accessRequest { id stages { id } } } }`,
    { input: { accessPackageId } },
    { as },
  );
  expect(submitAccessRequest.errors).toEqual([]);
  const { id, stages } = submitAccessRequest.accessRequest;
  return { id, stageId: stages[0]?.id ?? '' };
}

async function decide(stageId: string, decision: string, as: { id: string }): Promise<void> {
  const { decideApproval } = await kit.query<{ decideApproval: { errors: unknown[] } }>(
    `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { errors { code message } } }`,
    { input: { stageId, decision } },
    { as },
  );
  expect(decideApproval.errors).toEqual([]);
}

/** Lets somebody see the requests of a package. */
async function letSee(packageId: string, user: { id: string }): Promise<{ id: string }> {
  return kit.world.write(async (change) => {
    const { catalog } = await change.em.findOneOrFail(AccessPackage, packageId);
    return change.create(CatalogRoleAssignment, { catalog, role: 'READER', user: change.em.getReference(User, user.id) });
  });
}

describe('accessRequestChanged', () => {
  interface RequestEvent {
    accessRequestChanged: { kind: string; objectId: string; accessRequest: { state: string } | null };
  }
  const REQUEST = `subscription ($id: ID!) { accessRequestChanged(id: $id) { kind objectId accessRequest { state } } }`;

  test('6.s5 the requester follows it; a stranger is told nothing', async () => {
    const { asker, megan, packageId } = await stage();
    const { id, stageId } = await ask(packageId, asker);
    const own = await kit.subscribe<RequestEvent>(REQUEST, { id }, { as: asker });
    const stranger = await kit.world.user();
    const silent = await kit.subscribe<RequestEvent>(REQUEST, { id }, { as: stranger });
    // Listens from here on: what nobody takes is put together with what comes after it.
    const first = silent.next();
    await decide(stageId, 'DENY', megan);
    expect((await own.next()).accessRequestChanged).toEqual({
      kind: 'CHANGED',
      objectId: id,
      accessRequest: { state: 'DENIED' },
    });
    const again = () =>
      kit.world.write((change) => change.announce({ type: 'AccessRequest', id, requestId: id, audience: [asker.id] }));
    await again();
    await own.next();
    // The first one that the stranger is told is about what they may see since.
    await letSee(packageId, stranger);
    await again();
    expect((await first).accessRequestChanged).toEqual({ kind: 'ADDED', objectId: id, accessRequest: { state: 'DENIED' } });
    await silent.stop();
    await own.stop();
  });

  test('who looks at it long after sees the access end', async () => {
    const asker = await kit.world.user();
    const made = await kit.world.package({ policy: {} });
    const { id } = await ask(made.id, asker);
    await kit.drain();
    const watch = await kit.subscribe<{ accessRequestChanged: { accessRequest: { assignment: { id: string; state: string } } } }>(
      `subscription ($id: ID!) { accessRequestChanged(id: $id) { accessRequest { assignment { id state } } } }`,
      { id },
      { as: asker },
    );
    const { accessRequest } = await kit.query<{ accessRequest: { assignment: { id: string; state: string } } }>(
      'query ($id: ID!) { accessRequest: node(id: $id) { ... on AccessRequest { assignment { id state } } } }',
      { id },
      { as: asker },
    );
    expect(accessRequest.assignment.state).toBe('DELIVERED');
    await kit.query(
      `mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) { errors { code } } }`,
      { input: { assignmentId: accessRequest.assignment.id } },
      { as: asker },
    );
    await kit.drain();
    let state: string;
    do state = (await watch.next()).accessRequestChanged.accessRequest.assignment.state;
    while (state === 'ENDING');
    expect(state).toBe('EXPIRED');
    await watch.stop();
  });

  test('whoever loses sight of it is told so once, with the id alone', async () => {
    const { asker, megan, packageId } = await stage();
    const reader = await kit.world.user();
    const { id } = await ask(packageId, asker);
    const role = await letSee(packageId, reader);
    const watch = await kit.subscribe<RequestEvent>(REQUEST, { id }, { as: reader });
    await kit.query(
      `mutation ($input: CommentOnRequestInput!) { commentOnRequest(input: $input) { errors { code } } }`,
      { input: { requestId: id, text: 'Why?' } },
      { as: megan },
    );
    expect((await watch.next()).accessRequestChanged.kind).toBe('CHANGED');
    await kit.world.write((change) => change.em.nativeDelete(CatalogRoleAssignment, role.id));
    await kit.world.write((change) => change.announce({ type: 'AccessRequest', id, requestId: id, audience: [asker.id] }));
    const { accessRequestChanged: event } = await watch.next();
    expect(event).toEqual({ kind: 'REMOVED', objectId: id, accessRequest: null });
    await watch.stop();
  });
});
