import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../packages/server/src/kernel/db/embedded/probe.ts';
import { isAlive } from '../../../packages/server/src/kernel/db/embedded/process-identity.ts';
import { hold, newFolder, postmasterPid, query, refusal, start } from './kit.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = join(await newFolder(), 'data');
});

describe('while a server runs on the folder', () => {
  it('a second server is refused, and says who holds it and what to do', async () => {
    const holder = await hold([dataDir, 'server']);
    const { code, message } = await refusal(dataDir);
    expect(code).toBe('IN_USE');
    expect(message).toBe(
      `The data folder ${dataDir} is in use by a Gatehouse server (process ${holder.child.pid}): stop it first, or set DATA_DIR (and PORT) for a second one.`,
    );
    expect(await query(holder.told.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await holder.end('SIGTERM')).toBe(0);
    expect(await postmasterPid(dataDir)).toBeNull();
  });

  it('a second start in the same process is refused too', async () => {
    const database = await start(dataDir);
    expect((await refusal(dataDir)).code).toBe('IN_USE');
    await database.stop();
  });

  it('a command joins its database, and leaves it running', async () => {
    const holder = await hold([dataDir, 'server']);
    const joined = await start(dataDir, { as: 'command' });
    expect(joined).toMatchObject({ joined: true, url: holder.told.url, address: 'http://127.0.0.1:4999' });
    await joined.stop();
    expect(await query(holder.told.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await holder.end('SIGTERM');
  });

  it('a command that begins while the server is still starting waits for it', async () => {
    const [holder, joined] = await Promise.all([hold([dataDir, 'server']), start(dataDir, { as: 'command' })]);
    // Whoever came first owns it; neither order may fail a command.
    const owner = holder.told.failed ? 'command' : 'server';
    expect(joined.joined).toBe(owner === 'server');
    await joined.stop();
    await holder.end('SIGTERM');
  });

  it('does not wait for commands when it stops', async () => {
    const holder = await hold([dataDir, 'server']);
    const joined = await start(dataDir, { as: 'command' });
    expect(await holder.end('SIGTERM')).toBe(0);
    await joined.stop();
  });
});

describe('while a command runs on the folder', () => {
  it('a server is refused and told to wait', async () => {
    const holder = await hold([dataDir, 'command']);
    expect(holder.told).toMatchObject({ joined: false });
    expect((await refusal(dataDir)).message).toContain(
      `a Gatehouse command (process ${holder.child.pid}): start again when it has finished`,
    );
    await holder.end('SIGTERM');
  });

  it('another command joins, and the first keeps the database until the other has finished', async () => {
    const holder = await hold([dataDir, 'command']);
    const joined = await start(dataDir, { as: 'command' });
    const pid = await postmasterPid(dataDir);
    const ended = holder.end('SIGTERM');
    await until(10, async () => ((await waiters(joined.adminUrl)) > 0 ? true : null));
    expect(isAlive(pid!)).toBe(true);
    await joined.stop();
    expect(await ended).toBe(0);
    expect(isAlive(pid!)).toBe(false);
  });

  it('the next command starts it anew, or takes it over from a killed one', async () => {
    const holder = await hold([dataDir, 'command']);
    await holder.end('SIGKILL');
    const next = await start(dataDir, { as: 'command' });
    expect(next).toMatchObject({ joined: false, adopted: true });
    await next.stop();
    const after = await start(dataDir, { as: 'command' });
    expect(after).toMatchObject({ joined: false, adopted: false });
    expect(JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    await after.stop();
  });
});

async function waiters(adminUrl: string): Promise<number> {
  const rows = await query<{ n: string }>(
    adminUrl,
    `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
  );
  return Number(rows[0]?.n);
}
