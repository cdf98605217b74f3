import { SYSTEM_VIEWER } from '../authz/system-viewer.ts';
import { operationFor } from '../graphql/context.ts';
import { type App, type ViewerOperation } from '../operation.ts';

/** An operation of the system: a job's step, a piece of queued work, a command. It acts as of `now`. */
export function systemOperation(app: App, now: Date): ViewerOperation {
  return { ...operationFor(app, SYSTEM_VIEWER), now };
}
