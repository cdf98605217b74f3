import { randomUUID } from 'node:crypto';
import { type Viewer } from '../authz/viewer.ts';
import { type App, type Operation } from '../operation.ts';

/**
 * A new operation of this viewer: its own EntityManager, its own instant. Every GraphQL operation, every event of a
 * subscription, every step of a job has one.
 * @param requestId ties the answer to the log; a new one where the caller has none
 */
export function operationFor<V extends Viewer | null>(
  app: App,
  viewer: V,
  requestId: string = randomUUID(),
): Operation & { viewer: V } {
  return { app, em: app.orm.em.fork(), viewer, now: app.now(), requestId, log: app.log.child({ requestId }) };
}
