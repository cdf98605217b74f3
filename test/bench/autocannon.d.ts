/** What the benchmarks use of autocannon, which brings no types. */
declare module 'autocannon' {
  /** Requests per second, milliseconds, counts. */
  interface Result {
    requests: { average: number; total: number };
    latency: { p50: number; p97_5: number; p99: number };
    non2xx: number;
    errors: number;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    method: 'POST' | 'GET';
    headers?: Record<string, string>;
    body?: string;
  }): Promise<Result>;
}
