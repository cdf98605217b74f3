import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { ServerProcess } from '../testkit/server-process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a server whose port is taken ends with one sentence that says what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(ServerProcess.start({ DATABASE_URL: database.url, PORT: String(port) })).rejects.toThrow(
    `The server ended with 1:\nPort ${port} is in use by another program: stop that, or set PORT to another number.\n`,
  );
  other.close();
});

test.each([48, 96])(
  '6.29 with %i MB of memory it ends with one sentence that says what to set, before it does anything',
  async (mb) => {
    const ended = ServerProcess.start({ DATABASE_URL: database.url }, [`--max-old-space-size=${mb}`]).then(
      // It runs all the same.
      async (server) => void (await server.stop()),
      ({ message }: Error) => message,
    );
    expect(await ended).toBe(
      `The server ended with 1:\nNode may use ${mb} MB here and Gatehouse needs 128 MB: set NODE_OPTIONS=--max-old-space-size=512, or give this machine more memory.\n`,
    );
  },
);
