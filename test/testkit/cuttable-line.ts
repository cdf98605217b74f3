import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut and mend. */
export class CuttableLine {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #whole = true;

  private constructor(target: { host: string; port: number }) {
    this.#server = createServer((near) => {
      if (!this.#whole) return void near.destroy();
      const far = connect(target);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => one.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  /** Puts a line before the server of a URL. @returns the line, and the URL that leads through it */
  static async before(url: string): Promise<{ line: CuttableLine; url: string }> {
    const through = new URL(url);
    const line = new CuttableLine({ host: through.hostname, port: Number(through.port || 5432) });
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    through.hostname = '127.0.0.1';
    through.port = String((line.#server.address() as AddressInfo).port);
    return { line, url: through.href };
  }

  /** Ends every connection and takes no new one. */
  cut(): void {
    this.#whole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
