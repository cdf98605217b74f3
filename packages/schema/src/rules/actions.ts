import type { CatalogRole, DeploymentRole } from './vocabulary.ts';

/** Actions on the deployment as a whole; they have no catalog. A noun declares its own by adding to this interface. */
export interface DeploymentActions {
  'catalog.create': true;
  'deploymentRole.read': true;
  'deploymentRole.manage': true;
  'user.read': true;
  'apiToken.read': true;
  'apiToken.revoke': true;
  'user.manage': true;
  'group.read': true;
  'group.manage': true;
  'connector.read': true;
  'connector.manage': true;
  'resource.read': true;
  'resource.manage': true;
  'provisioning.read': true;
  'provisioning.retry': true;
  'organization.read': true;
  'organization.manage': true;
  'terms.read': true;
  'terms.publish': true;
  'audit.read': true;
  'job.read': true;
  'notification.read': true;
  'manualTask.complete': true;
}

/** Actions inside one catalog. */
export const CATALOG_ACTIONS = [
  'catalog.read',
  'catalog.edit',
  'catalog.delete',
  'catalog.delegate',
  'catalog.addResource',
  'catalog.removeResource',
  'package.create',
  'package.edit',
  'package.retire',
  'package.delete',
  'policy.edit',
  'request.read',
  'request.cancel',
  'request.reprocess',
  'stage.reassign',
  'assignment.read',
  'assignment.assign',
  'assignment.end',
  'assignment.extend',
  'assignment.editAnswers',
  'approval.bypass',
] as const;

export type DeploymentAction = keyof DeploymentActions;
export type CatalogAction = (typeof CATALOG_ACTIONS)[number];
/** The one vocabulary of what may be allowed: root fields, row policies and reads all speak it. */
export type Action = DeploymentAction | CatalogAction;

const SEE: readonly CatalogAction[] = ['catalog.read', 'request.read', 'assignment.read'];
const DESIGN: readonly CatalogAction[] = ['package.create', 'package.edit', 'package.retire', 'package.delete', 'policy.edit'];
const ASSIGN: readonly CatalogAction[] = [
  'assignment.assign',
  'assignment.end',
  'assignment.extend',
  'assignment.editAnswers',
  'request.cancel',
  'request.reprocess',
  'stage.reassign',
];
const OWN: readonly CatalogAction[] = [
  'catalog.edit',
  'catalog.delete',
  'catalog.delegate',
  'catalog.addResource',
  'catalog.removeResource',
];

/** What each catalog role allows in its catalog (the table of domain §11). None implies `approval.bypass`. */
export const CATALOG_ROLE_ACTIONS: Readonly<Record<CatalogRole, readonly CatalogAction[]>> = {
  READER: SEE,
  ASSIGNMENT_MANAGER: [...SEE, ...ASSIGN],
  PACKAGE_MANAGER: [...SEE, ...DESIGN, ...ASSIGN],
  OWNER: [...SEE, ...DESIGN, ...ASSIGN, ...OWN],
};

/** Does this action only look? */
export function isReading(action: Action): boolean {
  return action.endsWith('.read');
}

/**
 * What each deployment role allows, in every catalog (domain §11). Said of any action, so that a noun that comes later has
 * its administrators and auditors from the start. None implies `approval.bypass`.
 */
const DEPLOYMENT_ROLE_ALLOWS: Readonly<Record<DeploymentRole, (action: Action) => boolean>> = {
  ADMINISTRATOR: (action) => action !== 'approval.bypass',
  ORGANIZATION_ADMINISTRATOR: (action) => action.startsWith('organization.'),
  CATALOG_CREATOR: (action) => action === 'catalog.create',
  AUDITOR: isReading,
};

/** Does this deployment role allow the action, wherever it is? */
export function roleAllows(role: DeploymentRole, action: Action): boolean {
  return DEPLOYMENT_ROLE_ALLOWS[role](action);
}

const OF_THE_SYSTEM: readonly Action[] = [
  'assignment.end',
  'request.cancel',
  'request.reprocess',
  'stage.reassign',
  'provisioning.retry',
];

/** May the system (jobs, workers) do it: carry requests and access through their lives, and design nothing? */
export function systemAllows(action: Action): boolean {
  return isReading(action) || OF_THE_SYSTEM.includes(action);
}
