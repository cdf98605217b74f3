import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import { type App } from '../operation.ts';

/** How often something may be done by one, within a window that begins with the first time. */
export interface Limit {
  /** Of what, in a word. */
  what: string;
  most: number;
  windowMs: number;
}

/**
 * Counts one more time, together with all other replicas: what may be guessed must be limited wherever the guesses arrive.
 * @param by who does it, or what it is done to; kept as a hash
 * @returns seconds until it may be done again; 0 where it may be done now
 */
export async function countOne(app: App, { what, most, windowMs }: Limit, by: string): Promise<number> {
  const now = app.now();
  const key = createHash('sha256').update(`${what}\n${by}`).digest('base64url');
  const { rows } = await sql<{ count: number; endsMs: number }>`
    insert into limit_count as l (key, count, ends_at) values (${key}, 1, ${new Date(now.getTime() + windowMs)})
    on conflict (key) do update set
      count = case when l.ends_at <= ${now} then 1 else least(l.count + 1, 1000000000) end,
      ends_at = case when l.ends_at <= ${now} then excluded.ends_at else l.ends_at end
    returning count, (extract(epoch from ends_at) * 1000)::float8 as "endsMs"`.execute(app.orm.em.fork().getKysely());
  const { count, endsMs } = rows[0]!;
  return count <= most ? 0 : Math.max(1, Math.ceil((endsMs - now.getTime()) / 1000));
}

/** Counts for several limits, one after the other: what one refuses is not counted for the next. @returns as `countOne` */
export async function countEach(app: App, counts: readonly (readonly [limit: Limit, by: string])[]): Promise<number> {
  for (const [limit, by] of counts) {
    const wait = await countOne(app, limit, by);
    if (wait > 0) return wait;
  }
  return 0;
}

/** Who calls from an address: of IPv6 the network, because one household has more addresses than anybody can count. */
export function callerOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
