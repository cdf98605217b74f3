import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../packages/server/src/kernel/db/embedded/cluster.ts';
import { explainFileError } from '../../../packages/server/src/kernel/db/embedded/errors.ts';
import { newFolder, refusal, start } from './kit.ts';

let folder: string;

beforeAll(async () => {
  folder = await newFolder();
});

describe('a folder that cannot be used', () => {
  it.each(['file', 'file/data'])('6.29 because it is no folder is told as that: %s', async (path) => {
    await writeFile(join(folder, 'file'), '');
    const { code, message } = await refusal(join(folder, path));
    expect(code).toBe('UNWRITABLE');
    expect(message).toMatch(/^DATA_DIR leads to .*, which is a file or lies within one: set DATA_DIR to a folder\.$/);
  });

  it.skipIf(process.getuid?.() === 0)('because it may not be written is told in one sentence', async () => {
    await mkdir(join(folder, 'locked'));
    await chmod(join(folder, 'locked'), 0o500);
    expect((await refusal(join(folder, 'locked'))).code).toBe('UNWRITABLE');
  });

  it('because another PostgreSQL made it says which, and touches nothing', async () => {
    await mkdir(join(folder, 'old', 'postgres'), { recursive: true });
    await writeFile(join(folder, 'old', 'postgres', 'PG_VERSION'), '14\n');
    const { code, message } = await refusal(join(folder, 'old'));
    expect(code).toBe('WRONG_VERSION');
    expect(message).toContain('was made by PostgreSQL 14, and this Gatehouse brings PostgreSQL 18');
  });

  it('because something else lies there is told', async () => {
    await mkdir(join(folder, 'other', 'postgres'), { recursive: true });
    await writeFile(join(folder, 'other', 'postgres', 'holiday.jpg'), '');
    const { code, message } = await refusal(join(folder, 'other'));
    expect(code).toBe('START_FAILED');
    expect(message).toContain('holds something that is no PostgreSQL database');
  });

  it('because its passwords are lost is told, and works again when they are back', async () => {
    const dataDir = join(folder, 'data');
    await (await start(dataDir)).stop();
    await rename(join(dataDir, 'credentials.json'), join(dataDir, 'away'));
    expect(await refusal(dataDir)).toMatchObject({ code: 'CREDENTIALS', message: expect.stringContaining('restore that file') });
    await writeFile(join(dataDir, 'credentials.json'), '{"port":1}');
    expect(await refusal(dataDir)).toMatchObject({ code: 'CREDENTIALS', message: expect.stringContaining('is damaged') });
    await rename(join(dataDir, 'away'), join(dataDir, 'credentials.json'));
    await (await start(dataDir)).stop();
  });

  it('because PostgreSQL refuses its configuration passes on its own words', async () => {
    const dataDir = join(folder, 'data');
    await writeFile(join(dataDir, 'postgres', 'postgresql.auto.conf'), 'nonsense = 1\n');
    const { code, message } = await refusal(dataDir);
    expect(code).toBe('START_FAILED');
    expect(message).toContain('unrecognized configuration parameter "nonsense"');
  });

  it('after an interrupted first start is no obstacle', async () => {
    const dataDir = join(folder, 'interrupted');
    await mkdir(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    const database = await start(dataDir);
    expect(database.firstStart).toBe(true);
    await database.stop();
  });
});

describe('a full disk', () => {
  it('is told where we write', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(explainFileError(error, '/data')).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('No space is left on the disk that holds /data'),
    });
  });

  it('is told where PostgreSQL writes', () => {
    const said = 'initdb: error: could not write file "/data/postgres.new/x": No space left on device';
    expect(explainRefusal(said, '/data/postgres')).toMatchObject({ code: 'DISK_FULL' });
  });

  it('leaves what is no such failure alone', () => {
    const bug = new TypeError('bug');
    expect(explainFileError(bug, '/data')).toBe(bug);
  });
});
