import { type MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { statfs } from 'node:fs/promises';
import { sqlStateOf } from './sql-state.ts';

const DISK_FULL = '53100';
/** Below this PostgreSQL cannot begin a new piece of its journal, and ends. In bytes. */
const LEAST_FREE = 32 * 1024 * 1024;
/** How long after a write that found no room nobody tries again, in milliseconds. */
const QUIET_MS = 5_000;

/** Is there room for what is written? Told by the writes that found none, and by the disk itself where it is this machine's. */
export class DiskRoom {
  readonly #orm: MikroORM;
  readonly #dataDir: string | null;
  #fullAt: number | null = null;

  /** @param dataDir the folder of the embedded database; null: the database is elsewhere */
  constructor(orm: MikroORM, dataDir: string | null) {
    this.#orm = orm;
    this.#dataDir = dataDir;
  }

  /** Takes note of what a write failed with. */
  failed(error: unknown): void {
    if (sqlStateOf(error) === DISK_FULL) this.#fullAt = performance.now();
  }

  /** After a write that found no room, another one must succeed before all is well. */
  async isFull(): Promise<boolean> {
    if (this.#dataDir !== null) {
      const free = await statfs(this.#dataDir).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => Infinity,
      );
      if (free < LEAST_FREE) return true;
    }
    if (this.#fullAt === null) return false;
    if (performance.now() - this.#fullAt < QUIET_MS) return true;
    try {
      await this.#write();
      this.#fullAt = null;
      return false;
    } catch (error) {
      this.failed(error);
      return true;
    }
  }

  /** Writes a megabyte that nobody keeps. */
  async #write(): Promise<void> {
    await this.#orm.em.fork().transactional(async (em) => {
      await sql`create temp table gatehouse_room on commit drop as
        select repeat(md5(n::text), 32) as text from generate_series(1, 1024) n`.execute(em.getKysely());
    });
  }
}
