import { expect } from 'vitest';
import { type TestApp } from './app.ts';
import { ASSIGN, DECIDE, REQUEST, SUBMIT } from './documents.ts';

/** What the documents answer, as far as tests look into it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any;

interface Somebody {
  id: string;
}

/** Whatever answers a document: a test app, or a server that browsers look at. */
type Asked = Pick<TestApp, 'query'>;

/** Asks for a package and expects no error. @returns the request */
export async function ask(t: Asked, as: Somebody, accessPackage: Somebody, more: object = {}): Promise<Answer> {
  const { submitAccessRequest } = await t.query<Answer>(
    SUBMIT,
    { input: { accessPackageId: accessPackage.id, ...more } },
    { as },
  );
  expect(submitAccessRequest.errors).toEqual([]);
  return submitAccessRequest.accessRequest;
}

/** Asks for a package and expects to be refused. @returns the codes of the failing gates */
export async function askInVain(t: Asked, as: Somebody, accessPackage: Somebody, more: object = {}): Promise<string[]> {
  const { submitAccessRequest } = await t.query<Answer>(
    SUBMIT,
    { input: { accessPackageId: accessPackage.id, ...more } },
    { as },
  );
  expect(submitAccessRequest.accessRequest).toBeNull();
  return submitAccessRequest.errors.flatMap((error: Answer) => error.gates?.map(({ code }: Answer) => code) ?? [error.code]);
}

/** Decides a stage. @returns the payload */
export async function decide(
  t: Asked,
  as: Somebody,
  stage: Somebody,
  decision: 'APPROVE' | 'DENY' = 'APPROVE',
  more: object = {},
): Promise<Answer> {
  const { decideApproval } = await t.query<Answer>(DECIDE, { input: { stageId: stage.id, decision, ...more } }, { as });
  return decideApproval;
}

/** Assigns directly and expects no error. @returns the request */
export async function assign(
  t: Asked,
  as: Somebody,
  accessPackage: Somebody,
  policy: Somebody,
  target: Somebody,
  more: object = {},
): Promise<Answer> {
  const input = { accessPackageId: accessPackage.id, policyId: policy.id, targets: [{ userId: target.id }], ...more };
  const { assignAccessPackage } = await t.query<Answer>(ASSIGN, { input }, { as });
  expect(assignAccessPackage.errors).toEqual([]);
  return assignAccessPackage.accessRequests[0];
}

/** A request as somebody sees it now; null where they do not. */
export async function look(t: Asked, as: Somebody | 'system', request: Somebody): Promise<Answer> {
  return (await t.query<Answer>(REQUEST, { id: request.id }, { as })).node;
}

/** Lets the undo window pass and everything queued happen. */
export async function afterUndo(t: TestApp): Promise<void> {
  t.clock.advance('PT11S');
  await t.runJobs('all');
}

/** Who is a member of a group, straight from the directory. */
export async function membersOf(t: TestApp, group: Somebody): Promise<string[]> {
  const query = 'select user_id as id from group_member where group_id = ? order by id';
  const rows = await t.app.orm.em.fork().execute<{ id: string }[]>(query, [group.id]);
  return rows.map(({ id }) => id);
}
