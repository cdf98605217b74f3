import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { type App } from '@gatehouse/server/kernel/operation';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type TestApp } from './app.ts';
import { runAs, type Result } from './execute.ts';

/** An application all of whose work happens inside one transaction that is never committed. */
export interface Trial {
  /** The EntityManager of that transaction. */
  em: EntityManager;
  /** The application within it, for jobs and queued work. */
  app: App;
  execute<T = Record<string, unknown>>(document: string, variables: object, viewer: Viewer | null): Promise<Result<T>>;
  /** Undoes everything so far, and goes on. */
  undo(): Promise<void>;
}

/**
 * Runs `work` and then undoes everything it did: many cases start from one prepared world, and each finds it untouched.
 * A change inside becomes a savepoint of the one transaction; everything else is the real thing.
 */
export async function rolledBack<T>({ app }: TestApp, work: (trial: Trial) => Promise<T>): Promise<T> {
  const em = app.orm.em.fork();
  await em.begin();
  try {
    const inside = appWithin(app, em);
    return await work({
      em,
      app: inside,
      execute: (document, variables, viewer) => runAs(inside, document, variables, viewer),
      undo: async () => {
        await em.rollback();
        await em.begin();
      },
    });
  } finally {
    await em.rollback();
  }
}

/** The same application, its EntityManagers all within the transaction of `outer`. */
function appWithin(app: App, outer: EntityManager): App {
  // Of the options one counts here: what listens to a change goes with it, and does not pile up on the one that they share.
  const fork = ({ cloneEventManager = false }: { cloneEventManager?: boolean } = {}) => {
    const em = outer.fork({ keepTransactionContext: true, cloneEventManager });
    em.fork = fork as typeof em.fork;
    return em;
  };
  const root = new Proxy(outer, { get: (target, key) => (key === 'fork' ? fork : Reflect.get(target, key, target)) });
  const orm = new Proxy(app.orm, { get: (target, key) => (key === 'em' ? root : Reflect.get(target, key, target)) });
  return { ...app, orm };
}
