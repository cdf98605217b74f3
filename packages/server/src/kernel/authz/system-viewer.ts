import { SYSTEM_PRINCIPAL_ID } from '@gatehouse/schema/shared/ids';
import { type Viewer } from './viewer.ts';

/** The system itself: a principal of its own, whose deeds the audit tells apart from anybody's. */
export const SYSTEM_VIEWER: Viewer = Object.freeze({
  principalId: SYSTEM_PRINCIPAL_ID,
  userId: null,
  kind: 'SYSTEM',
  isProspect: false,
  outside: null,
  isSystem: true,
  groupIds: [],
  hasReports: false,
  hasServices: false,
  deploymentRoles: [],
  catalogRoles: [],
  tokenScope: 'WRITE',
  catalogIds: null,
  sessionId: null,
  proof: null,
});
