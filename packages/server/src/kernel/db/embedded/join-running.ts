import { EmbeddedPostgresError } from './errors.ts';
import type { DataLayout } from './layout.ts';
import { lives, type LockHolder } from './owner-lock.ts';
import { becomeGuest } from './presence.ts';
import { probe, until } from './probe.ts';
import { readRunning } from './running-file.ts';
import type { EmbeddedPostgres } from './start-embedded.ts';

const WAIT_SECONDS = 120;

/**
 * Joins the database that `holder` runs, waiting for it where it is just starting.
 * @returns null when the holder went away in the meantime
 * @throws EmbeddedPostgresError IN_USE when it neither serves nor goes
 */
export async function joinRunning(layout: DataLayout, holder: LockHolder): Promise<EmbeddedPostgres | null> {
  const found = await until(WAIT_SECONDS, async () => {
    if (!(await lives(holder))) return 'gone';
    const running = await readRunning(layout.runningFile, holder.pid);
    if (!running) return null;
    const answer = await probe(running.adminUrl);
    return answer.state === 'ready' ? { ...running, clusterDir: answer.dataDirectory } : null;
  });
  if (found === 'gone') return null;
  if (!found) {
    throw new EmbeddedPostgresError(
      'IN_USE',
      `Process ${holder.pid} holds the data folder ${layout.dataDir}, but its database does not answer: stop that process and try again.`,
    );
  }
  const presence = await becomeGuest(found.adminUrl).catch(() => null);
  // Its owner shut it down between the question and the connection.
  if (!presence) return null;
  let leaving: Promise<void> | null = null;
  return {
    url: found.url,
    ownerUrl: found.ownerUrl,
    adminUrl: found.adminUrl,
    adopted: false,
    joined: true,
    firstStart: false,
    clusterDir: found.clusterDir,
    address: found.address ?? null,
    announceAddress: async () => undefined,
    logFile: layout.logFile,
    stop: () => (leaving ??= presence.leave()),
  };
}
