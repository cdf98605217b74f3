/** What the benchmarks use of autocannon, which brings no types. */
declare module 'autocannon' {
  /** Requests per second, counts. */
  export interface Result {
    requests: { average: number; total: number };
    non2xx: number;
    errors: number;
  }
  export interface Request {
    method: 'POST' | 'GET';
    headers?: Record<string, string>;
    body?: string;
  }
  /** A run: to be waited for, and to be listened to. */
  interface Run extends Promise<Result> {
    on(event: 'response', heard: (client: unknown, status: number, bytes: number, milliseconds: number) => void): void;
  }
  /** @param options `requests` are sent by each connection in turn */
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    requests: readonly Request[];
  }): Run;
}
