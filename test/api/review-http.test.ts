import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { costOf } from '@gatehouse/server/kernel/graphql/cost';
import { request } from 'node:http';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type TestServer } from '../testkit/server.ts';

let t: TestApp;
let server: TestServer;
beforeAll(async () => {
  t = await startTestApp();
  server = await t.listen();
});
afterAll(() => t.stop());

/** What a path as it stands is answered with: `fetch` would tidy it up. */
function statusOf(path: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each(['//', '///x', '//[', '/%', '/%00', '/\\'])('no address is an error of ours: %s', async (path) => {
  expect(await statusOf(path)).toBeLessThan(500);
});

test('objects asked for by their ids cost as many as there are ids', () => {
  const document = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AccessPackage { policies { id } } } }`);
  const cost = (ids: string[]) => costOf(gatehouseSchema(), document, getOperationAST(document)!, { ids });
  expect(cost(Array.from({ length: 100 }, () => 'pkg_x'))).toBeGreaterThanOrEqual(100 * 5);
  expect(cost(['pkg_x'])).toBeLessThan(20);
  const literal = parse(`{ nodes(ids: [${'"x",'.repeat(60)}]) { ... on AccessPackage { policies { id } } } }`);
  expect(costOf(gatehouseSchema(), literal, getOperationAST(literal)!, {})).toBeGreaterThanOrEqual(60 * 5);
});
