import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@gatehouse/server/kernel/db/embedded/free-port';
import { withTroubledIssuers } from './troubled-issuers.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** What makes Node run the sources as they stand. */
export const LOADER = inRepository('packages/server/src/app/typescript.mjs');
const PROGRAM = inRepository('packages/server/src/app/main.ts');

/** A server in a process of its own, as `npm start` runs it, which a test kills and starts again. */
export class ServerProcess {
  /** `http://127.0.0.1:<port>`; the same after every start. */
  readonly url: string;
  /** Everything it wrote, in all of its lives. */
  output = '';
  readonly #env: Record<string, string>;
  readonly #nodeArguments: readonly string[];
  #child: ChildProcess | null = null;

  private constructor(env: Record<string, string>, nodeArguments: readonly string[]) {
    this.url = `http://127.0.0.1:${env.PORT}`;
    this.#env = env;
    this.#nodeArguments = nodeArguments;
  }

  /**
   * Starts it and waits until it says that it runs.
   * @param env its settings; nothing of this process's own is passed on but PATH
   * @throws Error with what it wrote, where it ends instead
   */
  static async start(env: Record<string, string>, nodeArguments: readonly string[] = []): Promise<ServerProcess> {
    const port = String(await freePort());
    const server = new ServerProcess(
      { NODE_ENV: 'test', LOG_LEVEL: 'warn', PORT: port, ...withTroubledIssuers(env) },
      nodeArguments,
    );
    await server.again();
    return server;
  }

  /** The socket's address. */
  get wsUrl(): string {
    return `${this.url.replace('http', 'ws')}/graphql`;
  }

  /** Starts it once more, at the same address. */
  async again(): Promise<void> {
    const env = { PATH: process.env.PATH, ...this.#env };
    const child = spawn(process.execPath, [...this.#nodeArguments, '--import', LOADER, PROGRAM], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let life = '';
    const [serves, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        life += text;
        this.output += text;
        if (/^Gatehouse runs at /m.test(life)) serves.resolve();
      });
    }
    child.once('error', ended.reject);
    child.once('exit', (code) => ended.reject(new Error(`The server ended with ${code}:\n${life}`)));
    // Whoever killed it meanwhile knows that it is gone.
    ended.promise.catch(() => undefined);
    await Promise.race([serves.promise, ended.promise]);
  }

  /** Nobody reads what it prints any more, as when the terminal or the program that started it is gone. */
  deafen(): void {
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }

  /** Ends it without a word, as a crash of the machine would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Has it stand still, its connections open, as a machine that is paused. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** Has it go on as if nothing had been. */
  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Asks it to stop and waits until it has. @returns its exit code */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }
}
