import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../../packages/server/src/kernel/db/embedded/process-identity.ts';
import { probe, until } from '../../../packages/server/src/kernel/db/embedded/probe.ts';
import { hold, newFolder, postmasterPid, query, start } from './kit.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = join(await newFolder(), 'data');
});

describe('the embedded database', () => {
  it('starts in an empty folder, and leaves nothing running or lying about when it stops', async () => {
    const database = await start(dataDir);
    expect(database).toMatchObject({ firstStart: true, adopted: false, joined: false });
    const pid = await postmasterPid(dataDir);
    await query(database.ownerUrl, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES ($$here$$)');
    await database.stop();
    await database.stop();
    expect(isAlive(pid!)).toBe(false);
    expect((await readdir(dataDir)).sort()).toEqual(['credentials.json', 'postgres', 'postgres.log']);
  });

  it('starts again on the same port with the same rows, open to this machine alone', async () => {
    const port = new URL((await credentials()).url).port;
    const database = await start(dataDir);
    expect(database.firstStart).toBe(false);
    expect(new URL(database.url).host).toBe(`127.0.0.1:${port}`);
    expect(await query(database.url, 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
    expect(await query(database.adminUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await database.stop();
  });

  it('lets the application write rows and nothing more', async () => {
    const database = await start(dataDir);
    await query(database.url, `INSERT INTO kept VALUES ('mine')`);
    await expect(query(database.url, 'CREATE TABLE mine (word text)')).rejects.toThrow('permission denied');
    await expect(query(database.url, 'DROP TABLE kept')).rejects.toThrow('must be owner');
    await expect(query(database.url, 'TRUNCATE kept')).rejects.toThrow('permission denied');
    await expect(query(database.url, `COPY kept TO PROGRAM 'true'`)).rejects.toThrow('permission denied');
    await expect(query(database.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    await database.stop();
  });

  it('keeps its passwords and the way in to its owner', async () => {
    const database = await start(dataDir);
    for (const file of ['credentials.json', 'running.json', 'postgres.log']) {
      expect((await stat(join(dataDir, file))).mode & 0o777, file).toBe(0o600);
    }
    await database.stop();
  });

  it.runIf(process.platform === 'linux')(
    'does not hear the Ctrl-C of the terminal, which is for Gatehouse to act on',
    async () => {
      const database = await start(dataDir);
      const pid = await postmasterPid(dataDir);
      const [, , processGroup] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
      expect(Number(processGroup)).toBe(pid);
      await database.stop();
    },
  );

  it('is known by one name, whatever link leads to it', async () => {
    await symlink(dataDir, `${dataDir}-link`);
    const database = await start(`${dataDir}-link`);
    expect(database).toMatchObject({ firstStart: false, clusterDir: join(dataDir, 'postgres') });
    await database.stop();
  });

  it('takes over the server of a killed process, with everything that was acknowledged', async () => {
    const holder = await hold([dataDir, 'server']);
    await query(holder.told.url, `INSERT INTO kept VALUES ('acknowledged')`);
    const pid = await postmasterPid(dataDir);
    await holder.end('SIGKILL');
    expect(isAlive(pid!)).toBe(true);
    const database = await start(dataDir);
    expect(database.adopted).toBe(true);
    expect(await postmasterPid(dataDir)).toBe(pid);
    expect(await query(database.url, `SELECT word FROM kept WHERE word = 'acknowledged'`)).toHaveLength(1);
    await database.stop();
    expect(isAlive(pid!)).toBe(false);
  });

  it('starts again by itself when PostgreSQL dies, where the application looks for it', async () => {
    const database = await start(dataDir);
    const pid = await postmasterPid(dataDir);
    process.kill(pid!, 'SIGKILL');
    const back = await until(20, async () => {
      const renewed = (await postmasterPid(dataDir)) !== pid && (await probe(database.adminUrl)).state === 'ready';
      return renewed ? true : null;
    });
    expect(back).toBe(true);
    expect(await query(database.url, `SELECT word FROM kept WHERE word = 'acknowledged'`)).toHaveLength(1);
    await database.stop();
    expect(await postmasterPid(dataDir)).toBeNull();
  });

  it('takes another port when its own is taken, and remembers it', async () => {
    const { port } = await credentials();
    const squatter = createServer().listen(port, '127.0.0.1');
    const lines: string[] = [];
    const database = await start(dataDir, { log: (line) => lines.push(line) });
    const chosen = Number(new URL(database.url).port);
    await database.stop();
    squatter.close();
    expect(chosen).not.toBe(port);
    expect(lines.join()).toContain(`Port ${port} of the embedded database is taken`);
    expect((await credentials()).port).toBe(chosen);
  });
});

describe('leftovers', () => {
  it('of a process that is gone do not stop a start', async () => {
    await writeFile(join(dataDir, 'gatehouse.lock'), JSON.stringify({ pid: 999_999_999, kind: 'server', began: null }));
    await writeFile(join(dataDir, 'running.json'), 'half a fi');
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `999999999\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n`);
    await expect(startAndStop()).resolves.toMatchObject({ adopted: false });
  });

  it('whose number belongs to another program by now do not stop a start, and that program lives on', async () => {
    const other = process.ppid;
    await writeFile(join(dataDir, 'gatehouse.lock'), JSON.stringify({ pid: other, kind: 'server', began: 'long ago' }));
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${other}\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n`);
    await expect(startAndStop()).resolves.toMatchObject({ adopted: false });
    expect(isAlive(other)).toBe(true);
  });

  it('of a lock that was never finished do not stop a start', async () => {
    await writeFile(join(dataDir, 'gatehouse.lock'), '');
    await expect(startAndStop()).resolves.toMatchObject({ adopted: false });
  });

  async function startAndStop() {
    const database = await start(dataDir);
    await database.stop();
    return database;
  }
});

async function credentials(): Promise<{ port: number; url: string }> {
  const { port } = JSON.parse(await readFile(join(dataDir, 'credentials.json'), 'utf8')) as { port: number };
  return { port, url: `postgres://127.0.0.1:${port}` };
}
