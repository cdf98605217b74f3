import type { Configuration } from './config.ts';
import { isLoopback } from './loopback.ts';

/** The addresses of a server whose port is known. */
export interface Addresses {
  /** What every link begins with; no slash at the end. */
  publicUrl: string;
  /** The Host headers to answer to. */
  hosts: readonly string[];
  /** The origins whose pages may call the API, the own dashboard's first. */
  origins: readonly string[];
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Which addresses are ours. On a loopback address all of its names count, so that `localhost` works as well as `127.0.0.1`.
 * @param port the one that is really listened on (`PORT` may be 0)
 */
export function addressesOf(
  config: Pick<Configuration, 'host' | 'publicUrl' | 'allowedHosts' | 'allowedOrigins'>,
  port: number,
): Addresses {
  const publicUrl = publicUrlOf(config, port);
  const local = isLoopback(config.host) ? LOOPBACK_NAMES.map((name) => `${name}${port === 80 ? '' : `:${port}`}`) : [];
  const own = new URL(publicUrl);
  // Pages of a loopback name are ours only while the public address is one too: behind a proxy they would be somebody else's.
  const pages = isLoopback(own.hostname) ? local.map((host) => `http://${host}`) : [];
  return {
    publicUrl,
    hosts: unique([own.host, ...local, ...config.allowedHosts]),
    origins: unique([own.origin, ...pages, ...config.allowedOrigins]),
  };
}

/** What every link begins with: `PUBLIC_URL`, or the address that is listened on. No slash at the end. */
export function publicUrlOf(config: Pick<Configuration, 'host' | 'publicUrl'>, port: number): string {
  return config.publicUrl ?? new URL(`http://${bracketed(config.host)}:${port}`).origin;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
