import type { Credentials } from './credentials.ts';
import { stopPostmaster } from './postmaster.ts';
import { becomeOwner, type Presence } from './presence.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { runPostmaster, type Cluster } from './run-postmaster.ts';

/** The care of a running server. */
export interface Supervisor {
  /** Ends the care and the server. With `waitForGuests`, only when the last process that joined has left. */
  stop(options: { waitForGuests: boolean }): Promise<void>;
}

const MOST_RESTARTS = 5;

/**
 * Watches the owner's connection. When it is lost, PostgreSQL crashed or was stopped by somebody else: it is started again on the
 * same port, so that the application's pool finds it there. After five times in a row it is left alone, and the log says so.
 */
export function superviseOwner(start: {
  cluster: Cluster;
  credentials: Credentials;
  pid: number;
  presence: Presence;
  adminUrl: string;
  log: (line: string) => void;
}): Supervisor {
  const { cluster, credentials, adminUrl, log } = start;
  let { pid, presence } = start;
  let stopping = false;
  let recovery: Promise<void> = Promise.resolve();

  const recover = async () => {
    for (let attempt = 1; attempt <= MOST_RESTARTS && !stopping; attempt += 1) {
      try {
        log('The connection to the embedded database was lost; starting it again.');
        const running = await runPostmaster(cluster, credentials, credentials.port);
        pid = running.pid;
        const next = await becomeOwner(adminUrl);
        if (!next) throw new Error('another process has taken the database over');
        presence = next;
        watch();
        return;
      } catch (error) {
        log(`The embedded database did not start again: ${(error as Error).message}`);
      }
    }
  };
  const watch = () => {
    void presence.lost.then(() => {
      if (!stopping) recovery = recover();
    });
  };
  watch();

  return {
    stop: async ({ waitForGuests }) => {
      if (waitForGuests) await presence.outlastGuests();
      stopping = true;
      await recovery;
      await presence.leave();
      const file = await readPostmasterFile(cluster.clusterDir);
      // Already gone, or replaced by a server that is not ours, is no reason to signal a number.
      if (file?.pid === pid) await stopPostmaster(pid, cluster.binaries, cluster.clusterDir);
    },
  };
}
