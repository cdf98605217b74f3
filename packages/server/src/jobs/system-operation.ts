import { SYSTEM_PRINCIPAL_ID } from '@gatehouse/schema/shared/ids';
import { type Viewer } from '../authz/viewer.ts';
import { operationFor } from '../graphql/context.ts';
import { type App, type ViewerOperation } from '../operation.ts';

/** The system itself: a principal of its own, whose deeds the audit tells apart from anybody's. */
export const SYSTEM_VIEWER: Viewer = Object.freeze({
  principalId: SYSTEM_PRINCIPAL_ID,
  userId: null,
  kind: 'SYSTEM',
  isSystem: true,
  groupIds: [],
  deploymentRoles: [],
  catalogRoles: [],
  tokenScope: 'WRITE',
  sessionId: null,
});

/** An operation of the system: a job's step, a piece of queued work, a command. It acts as of `now`. */
export function systemOperation(app: App, now: Date): ViewerOperation {
  return { ...operationFor(app, SYSTEM_VIEWER), now };
}
