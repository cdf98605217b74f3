import { type App } from '@gatehouse/server/kernel/operation';

/** The process died here, as far as the rest of the code can tell. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Where a process dies: at its nth transaction (from 0), just before the commit (it is lost) or just after (it is kept). */
export interface CrashPoint {
  transaction: number;
  committed: boolean;
}

/** The same application, in a process that dies at one of its transactions. Nothing after that point happens. */
export function crashingApp(app: App, { transaction, committed }: CrashPoint): App {
  let count = 0;
  const fork = () => {
    const em = app.orm.em.fork();
    const original = em.transactional.bind(em);
    em.transactional = (async (work: never, options: never) => {
      const dies = count === transaction;
      count += 1;
      if (!dies) return original(work, options);
      if (committed) await original(work, options);
      else await original(async (inner) => lost(inner, work), options).catch(ignoreCrash);
      throw new Crash();
    }) as never;
    return em;
  };
  const orm = new Proxy(app.orm, { get: (target, key) => (key === 'em' ? { fork } : Reflect.get(target, key)) });
  return { ...app, orm: orm as never };
}

async function lost(em: unknown, work: (em: unknown) => Promise<unknown>): Promise<never> {
  await work(em);
  throw new Crash();
}

function ignoreCrash(error: unknown): void {
  if (!(error instanceof Crash)) throw error;
}
