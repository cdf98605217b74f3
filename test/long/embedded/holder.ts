// A process of its own that starts the embedded database, tells what it got in one line of JSON, and stops it on SIGTERM.
// Run by the tests beside it: `node holder.ts <data folder> <server|command> <shared folder>`.
import { startEmbedded } from '../../../packages/server/src/kernel/db/embedded/start-embedded.ts';
import type { OwnerKind } from '../../../packages/server/src/kernel/db/embedded/owner-lock.ts';

const [dataDir = '', as = 'server', sharedDir] = process.argv.slice(2);
const lines: string[] = [];

try {
  const database = await startEmbedded({ dataDir, as: as as OwnerKind, sharedDir, fast: true, log: (line) => lines.push(line) });
  if (as === 'server') await database.announceAddress('http://127.0.0.1:4999');
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ ...database, lines }));
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  console.log(JSON.stringify({ failed: { code, message }, lines }));
}
