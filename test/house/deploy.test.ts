import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../packages/server/src/kernel/config/config.ts';
import { settings } from '../../packages/server/src/kernel/config/settings.ts';
import { grantsFor } from '../../packages/server/src/kernel/db/embedded/bootstrap.ts';

const fromCheckout = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFile(fromCheckout(path), 'utf8');

describe('the deployment', () => {
  it('gives the application the same rights as the embedded database does', async () => {
    const script = await read('deploy/postgres-roles.sh');
    const grants = grantsFor('gatehouse_app')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    expect(grants).not.toHaveLength(0);
    for (const grant of grants) expect(script).toContain(grant);
  });

  it('sets only what is a setting, to values that are allowed', async () => {
    const compose = await read('docker-compose.yml');
    const server = /\n {2}server:\n[\s\S]*?environment:\n((?: {6}.*\n)+)/.exec(compose)?.[1] ?? '';
    const filled = { GATEHOUSE_APP_PASSWORD: 'secret' } as Record<string, string>;
    const pairs = [...server.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => {
      const text = value
        .replace(/^'|'$/g, '')
        .replaceAll(
          /\$\{([A-Z_]+)(?::-([^}]*))?\}/g,
          (_all, variable: string, fallback?: string) => filled[variable] ?? fallback ?? '',
        );
      return [name, text] as const;
    });
    expect(pairs.length).toBeGreaterThan(8);
    expect(pairs.map(([name]) => name).filter((name) => !Object.values(settings).some(({ env }) => env === name))).toEqual([]);
    expect(loadConfig(Object.fromEntries(pairs))).toMatchObject({ environment: 'production', demo: false, host: '0.0.0.0' });
  });
});

describe('the health check of a replica', () => {
  let server: Server;
  let ready = true;
  let askedAs: string | undefined;

  beforeAll(async () => {
    server = createServer((request, response) => {
      askedAs = request.headers.host;
      response.writeHead(ready && request.url === '/readyz' ? 200 : 503).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => server.close());

  it.each([
    ['passes when it is ready', true, 0],
    ['fails when it is not', false, 1],
  ])('%s', async (_what, isReady, code) => {
    ready = isReady;
    expect(await check((server.address() as AddressInfo).port)).toBe(code);
    expect(askedAs).toBe('access.example.com');
  });

  it('fails when nothing answers', async () => {
    expect(await check(1)).toBe(1);
  });

  async function check(port: number): Promise<number> {
    const env = { PATH: process.env.PATH, PORT: String(port), PUBLIC_URL: 'https://access.example.com' };
    const [code] = (await once(spawn(process.execPath, [fromCheckout('deploy/healthcheck.mjs')], { env }), 'exit')) as [number];
    return code;
  }
});
