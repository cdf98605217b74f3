import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Redis of one test's own. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
  /** Starts it anew at the same address. */
  again(): Promise<void>;
}

/** Starts the machine's redis-server on a socket in a folder that goes with it; null where there is none. */
export async function startRedis(): Promise<TestRedis | null> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-redis-'));
  const socket = join(folder, 'redis.sock');
  let server = await run(folder, socket);
  if (!server) {
    await rm(folder, { recursive: true });
    return null;
  }
  return {
    url: socket,
    async stop() {
      server?.kill();
      if (server && server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
    async again() {
      await mkdir(folder, { recursive: true });
      server = await run(folder, socket);
    },
  };
}

/** Resolves once it takes connections; null where there is no such program, or it does not run. */
async function run(folder: string, socket: string): Promise<ChildProcess | null> {
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder], {
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
