import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The proxy before the replicas: hands each connection to the next replica that takes it. */
export class Balancer {
  #replicas: readonly URL[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => this.#accept(near));
  #turn = 0;

  static async start(): Promise<Balancer> {
    const balancer = new Balancer();
    await new Promise<void>((resolve) => balancer.#server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  /** Where it hands connections to from now on. */
  to(urls: readonly string[]): void {
    this.#replicas = urls.map((url) => new URL(url));
  }

  /** Like the replicas' public address: what clients know. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(near: Socket, tries = this.#replicas.length): void {
    near.on('error', () => near.destroy());
    const { hostname, port } = this.#replicas[(this.#turn += 1) % this.#replicas.length]!;
    const far = connect(Number(port), hostname);
    far.once('error', () => {
      if (tries > 1 && far.bytesRead === 0) this.#accept(near, tries - 1);
      else near.destroy();
    });
    far.once('connect', () => {
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
}
