import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@gatehouse/server/kernel/db/embedded/free-port';

/** A real Redis of one test's own. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
  /** Starts it anew at the same address. */
  again(): Promise<void>;
}

/**
 * Starts the machine's redis-server on a socket in a folder that goes with it; null where there is none.
 * @param place PORT: on a free port instead, for who knows addresses only
 */
export async function startRedis(place: 'SOCKET' | 'PORT' = 'SOCKET'): Promise<TestRedis | null> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-redis-'));
  const socket = join(folder, 'redis.sock');
  const port = place === 'PORT' ? await freePort() : 0;
  let server = await run(folder, socket, port);
  if (!server) {
    await rm(folder, { recursive: true });
    return null;
  }
  return {
    url: port > 0 ? `redis://127.0.0.1:${port}` : socket,
    async stop() {
      server?.kill();
      if (server && server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
    async again() {
      await mkdir(folder, { recursive: true });
      server = await run(folder, socket, port);
    },
  };
}

/** Resolves once it takes connections; null where there is no such program, or it does not run. */
async function run(folder: string, socket: string, port: number): Promise<ChildProcess | null> {
  const at = ['--port', String(port), '--bind', '127.0.0.1', '--unixsocket', socket];
  const child = spawn('redis-server', [...at, '--save', '', '--dir', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', () => resolve(null));
    child.stdout.on('data', (text: Buffer) => {
      if (/ready to accept connections/i.test(text.toString())) resolve(child);
    });
  });
}
