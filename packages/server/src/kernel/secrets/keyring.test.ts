import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../config/config.ts';
import { keyringOf, NoSecretKey } from './keyring.ts';
import { UnreadableSecret } from './seal.ts';

const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const ringOf = (...keys: string[]) =>
  keyringOf(loadConfig({ DATABASE_URL: 'postgres://db/gate', ...(keys.length > 0 && { SECRET_KEYS: keys.join(', ') }) }));
const PLACE = ['connector', 'con_1', 'password'];

describe('a sealed secret', () => {
  const ring = ringOf(key('a', 1));

  test('opens where it was sealed, and nowhere else', () => {
    const sealed = ring.seal('hünter2', PLACE);
    expect(ring.open(sealed, PLACE)).toBe('hünter2');
    for (const place of [['connector', 'con_2', 'password'], ['connector', 'con_1', 'token'], ['connector', 'con_1'], []])
      expect(() => ring.open(sealed, place)).toThrow(UnreadableSecret);
  });

  test('is another text each time', () => {
    expect(ring.seal('x', PLACE)).not.toBe(ring.seal('x', PLACE));
    expect(ring.trace('x')).toBe(ring.trace('x'));
    expect(ring.trace('x')).not.toBe(ringOf(key('a', 2)).trace('x'));
  });

  test('does not open once any part of it was touched', () => {
    const sealed = ring.seal('hunter2', PLACE);
    const parts = sealed.split('.');
    for (const at of parts.keys()) {
      const part = parts[at]!;
      const touched =
        at < 2 ? `${part}0` : Buffer.from(Buffer.from(part, 'base64url').map((byte) => byte ^ 1)).toString('base64url');
      expect(() => ring.open(parts.with(at, touched).join('.'), PLACE)).toThrow(UnreadableSecret);
    }
    // A shorter tag would be easier to guess.
    const short = parts.with(3, Buffer.from(parts[3]!, 'base64url').subarray(0, 4).toString('base64url'));
    expect(() => ring.open(short.join('.'), PLACE)).toThrow(UnreadableSecret);
    for (const nonsense of ['', 'x', '1.a', '1.a..', '1.a...'])
      expect(() => ring.open(nonsense, PLACE)).toThrow(UnreadableSecret);
  });

  test('outlives the exchange of its key for as long as the old one is there', () => {
    const sealed = ring.seal('hunter2', PLACE);
    const both = ringOf(key('b', 2), key('a', 1));
    expect(both.open(sealed, PLACE)).toBe('hunter2');
    expect(both.isOld(sealed)).toBe(true);
    expect(both.isOld(both.seal('hunter2', PLACE))).toBe(false);
    expect(() => ringOf(key('b', 2)).open(sealed, PLACE)).toThrow('There is no key "a" here.');
    expect(() => ringOf(key('a', 2)).open(sealed, PLACE)).toThrow('The key "a" is another one');
  });

  test('is none where there is no key', () => {
    expect(() => ringOf().seal('hunter2', PLACE)).toThrow(NoSecretKey);
  });
});

test.each([
  ['no name', Buffer.alloc(32).toString('base64')],
  ['a short key', `a:${Buffer.alloc(16).toString('base64')}`],
  ['the same name twice', `${key('a', 1)},${key('a', 2)}`],
  ['nothing but commas', ','],
])('SECRET_KEYS with %s stops the start and is not shown', (_what, value) => {
  expect(() => loadConfig({ SECRET_KEYS: value })).toThrow('SECRET_KEYS is "(not shown)"');
});

describe('without SECRET_KEYS', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'gatehouse-keys-'))));
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['an embedded database', {}],
    ['demo mode', { GATEHOUSE_DEMO: '1', DATABASE_URL: 'postgres://db/gate' }],
  ])('%s has a key of its own in its folder, for nobody else to read', async (what, env) => {
    const dataDir = join(folder, what);
    const ring = () => keyringOf({ ...loadConfig(env), dataDir });
    const sealed = ring().seal('hunter2', PLACE);
    expect(ring().open(sealed, PLACE)).toBe('hunter2');
    const file = join(dataDir, 'secret-keys');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^own:[A-Za-z0-9+/]{43}=$/);
    // It takes further keys like SECRET_KEYS.
    await writeFile(file, `new:${randomBytes(32).toString('base64')},${await readFile(file, 'utf8')}\n`);
    expect(ring().open(sealed, PLACE)).toBe('hunter2');
    expect(ring().isOld(sealed)).toBe(true);
    await writeFile(file, 'lost');
    expect(() => ring().open(sealed, PLACE)).toThrow('holds no keys of secrets');
  });
});
