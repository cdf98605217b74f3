import { type TestApp } from '../testkit/app.ts';
import { ask } from '../testkit/flow.ts';
import { type TestServer } from '../testkit/server.ts';

/** Somebody whose requests wait for a decision, and what their programs show. */
export interface Asker {
  id: string;
  name: string;
  requests: string[];
  authorization: string;
}

/** Makes somebody with as many requests that wait. */
export async function somebodyWhoAsks(t: TestApp, server: TestServer, count: number): Promise<Asker> {
  const [{ id, name }, approver] = [await t.world.user(), await t.world.user()];
  const requests: string[] = [];
  while (requests.length < count) {
    const accessPackage = await t.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    requests.push((await ask(t, { id }, accessPackage)).id);
  }
  return { id, name, requests, authorization: `Bearer ${await server.token({ id }, 'WRITE')}` };
}
