import { spawnSync } from 'node:child_process';
import { chown, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { canReach, chooseAccount } from '../../../packages/server/src/kernel/db/embedded/account.ts';
import { hold, newFolder, query, refusal, start } from './kit.ts';

const isRoot = process.getuid?.() === 0;
const nobody = isRoot
  ? { uid: Number(spawnSync('id', ['-u', 'nobody']).stdout), gid: Number(spawnSync('id', ['-g', 'nobody']).stdout) }
  : undefined;
const checkoutIsOpen =
  nobody !== undefined && canReach({ ...nobody, name: 'nobody' }, fileURLToPath(new URL('.', import.meta.url)));

let folder: string;

beforeAll(async () => {
  folder = await newFolder();
});

describe.runIf(isRoot)('as root', () => {
  it('PostgreSQL runs as another account, which the data belongs to', async () => {
    const dataDir = join(folder, 'plain');
    const database = await start(dataDir);
    const owner = (await stat(database.clusterDir)).uid;
    const pid = (await readFile(join(database.clusterDir, 'postmaster.pid'), 'utf8')).split('\n')[0];
    expect(owner).not.toBe(0);
    expect((await stat(`/proc/${pid}`)).uid).toBe(owner);
    await database.stop();
  });

  it('a private folder above is got around, said, and remembered', async () => {
    const home = join(folder, 'home');
    const sharedDir = join(folder, 'shared');
    await mkdir(home, { mode: 0o700 });
    const dataDir = join(home, 'checkout', '.data');
    const lines: string[] = [];
    const database = await start(dataDir, { sharedDir, log: (line) => lines.push(line) });
    expect(database.clusterDir.startsWith(sharedDir)).toBe(true);
    expect(lines.join('\n')).toContain(`which cannot reach ${dataDir}: the database is kept in ${database.clusterDir}.`);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    await query(database.ownerUrl, 'CREATE TABLE kept (word text)');
    await database.stop();
    const again = await start(dataDir, { sharedDir });
    expect(again).toMatchObject({ clusterDir: database.clusterDir, firstStart: false });
    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
    await again.stop();
  });

  it("a shared folder that is somebody else's is not trusted", async () => {
    const sharedDir = join(folder, 'trap');
    await mkdir(sharedDir);
    await chown(sharedDir, nobody!.uid, nobody!.gid);
    await mkdir(join(folder, 'home2'), { mode: 0o700 });
    const { code, message } = await refusal(join(folder, 'home2', '.data'), { sharedDir });
    expect(code).toBe('UNWRITABLE');
    expect(message).toContain('start Gatehouse as an ordinary user');
    expect(await readdir(sharedDir)).toEqual([]);
  });

  it("takes the account of the owner of the data, so that root may look after somebody's installation", async () => {
    const dataDir = join(folder, 'theirs');
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await chown(join(dataDir, 'postgres'), nobody!.uid, nobody!.gid);
    expect(await chooseAccount(join(dataDir, 'postgres'))).toMatchObject({ uid: nobody!.uid });
  });
});

describe.runIf(checkoutIsOpen)('as an ordinary user', () => {
  it('it works, and root can use the same folder afterwards without taking it away', async () => {
    const dataDir = join(folder, 'user', 'data');
    await mkdir(join(folder, 'user'));
    await chown(join(folder, 'user'), nobody!.uid, nobody!.gid);
    const first = await hold([dataDir, 'server'], nobody);
    expect(first.told).toMatchObject({ firstStart: true });
    expect(await first.end('SIGTERM')).toBe(0);

    const asRoot = await start(dataDir);
    expect(asRoot.firstStart).toBe(false);
    await asRoot.stop();

    const again = await hold([dataDir, 'server'], nobody);
    expect(again.told.failed).toBeUndefined();
    expect(await again.end('SIGTERM')).toBe(0);
  });

  it("somebody else's folder is refused in one sentence", async () => {
    const dataDir = join(folder, 'roots');
    await mkdir(dataDir);
    const { told } = await hold([dataDir, 'server'], nobody);
    expect(told.failed).toMatchObject({ code: 'UNWRITABLE' });
  });
});
