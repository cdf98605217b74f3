import { type Logger } from 'pino';
import { getHeapStatistics } from 'node:v8';
import { sparingly } from './jobs/sparingly.ts';

const MB = 1024 * 1024;
/** With less there is no room to work in. On the low side: with 64 MB an empty deployment does not come to serve, with 80 MB it does. */
const HEAP_NEEDED_MB = 128;
const MACHINE_NEEDED_MB = 384;
/** From this share of the heap on somebody is told, before the process ends without a word. */
const ALARMING = 0.9;
const LOOK_MS = 5_000;

/** There is too little memory to begin. */
export class TooLittleMemory extends Error {
  override readonly name = 'TooLittleMemory';
}

/** What this process may use, in megabytes. */
interface MemoryFacts {
  /** Of JavaScript's own memory. */
  heapMb: number;
  /** Of everything: what the container or the machine allows. */
  machineMb: number;
}

/**
 * Says before the start what would otherwise be told by a process that just ends.
 * @throws TooLittleMemory with one sentence that says what to set
 */
export function demandMemory({ heapMb, machineMb }: MemoryFacts = memoryNow()): void {
  if (heapMb < HEAP_NEEDED_MB) {
    throw new TooLittleMemory(
      `Node may use ${heapMb} MB here and Gatehouse needs ${HEAP_NEEDED_MB} MB: set NODE_OPTIONS=--max-old-space-size=512, or give this machine more memory.`,
    );
  }
  if (machineMb < MACHINE_NEEDED_MB) {
    throw new TooLittleMemory(
      `This machine or container has ${machineMb} MB of memory and Gatehouse needs ${MACHINE_NEEDED_MB} MB: give it more.`,
    );
  }
}

/** Says so while memory runs out: the end itself cannot be told any more. */
export function watchMemory(log: Logger, used: () => { used: number; limit: number } = heap): () => void {
  const say = sparingly((share) => log.error({ share }, 'memory runs out: set NODE_OPTIONS=--max-old-space-size to more, in MB'));
  const timer = setInterval(() => {
    const now = used();
    if (now.used > ALARMING * now.limit) say(Math.round((100 * now.used) / now.limit) / 100);
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Where a limit was set, it counts: V8's own says up to 192 MB more, for what is new, and ends where there is no room for what is old. */
function heap(): { used: number; limit: number } {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  const set = limitSet([process.env.NODE_OPTIONS ?? '', ...process.execArgv]);
  return { used, limit: set === null ? limit : set * MB };
}

/** The limit that these options set, in megabytes; null: none. The last one counts. */
export function limitSet(options: readonly string[]): number | null {
  const said = [...options.join(' ').matchAll(/--max[-_]old[-_]space[-_]size[= ](\d+)/g)].at(-1);
  return said ? Number(said[1]) : null;
}

function memoryNow(): MemoryFacts {
  const allowed = process.constrainedMemory();
  return {
    heapMb: Math.floor(heap().limit / MB),
    machineMb: Math.floor((allowed > 0 ? allowed : Infinity) / MB),
  };
}
