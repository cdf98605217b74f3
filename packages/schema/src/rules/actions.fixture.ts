import { CATALOG_ACTIONS, type Action, type DeploymentActions } from './actions.ts';

const DEPLOYMENT: DeploymentActions = {
  'catalog.create': true,
  'deploymentRole.read': true,
  'apiToken.read': true,
  'apiToken.revoke': true,
  'deploymentRole.manage': true,
  'user.read': true,
  'user.manage': true,
  'group.read': true,
  'group.manage': true,
  'connector.read': true,
  'connector.manage': true,
  'resource.read': true,
  'resource.manage': true,
  'provisioning.read': true,
  'provisioning.retry': true,
  'organization.read': true,
  'organization.manage': true,
  'terms.read': true,
  'terms.publish': true,
  'audit.read': true,
  'job.read': true,
  'notification.read': true,
  'manualTask.complete': true,
};

/** Every action there is. */
export const ALL_ACTIONS = [...Object.keys(DEPLOYMENT), ...CATALOG_ACTIONS] as Action[];
