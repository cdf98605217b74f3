import type { CatalogRole, DeploymentRole } from './vocabulary.ts';

/** Actions on the deployment as a whole. They have no catalog. */
export const DEPLOYMENT_ACTIONS = [
  'catalog.create',
  'deploymentRole.read',
  'deploymentRole.manage',
  'user.read',
  'user.manage',
  'group.read',
  'group.manage',
  'connector.read',
  'connector.manage',
  'resource.read',
  'resource.manage',
  'provisioning.read',
  'provisioning.retry',
  'audit.read',
  'job.read',
  'notification.read',
  'manualTask.complete',
] as const;

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

export type DeploymentAction = (typeof DEPLOYMENT_ACTIONS)[number];
export type CatalogAction = (typeof CATALOG_ACTIONS)[number];
/** The one vocabulary of what may be allowed: root fields, row policies and reads all speak it (ARCHITECTURE D4). */
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

/** What each catalog role allows in its catalog (the table of DOMAIN §11). None implies `approval.bypass`. */
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

const ALL: readonly Action[] = [...DEPLOYMENT_ACTIONS, ...CATALOG_ACTIONS];

/** What each deployment role allows, in every catalog (DOMAIN §11). None implies `approval.bypass`. */
export const DEPLOYMENT_ROLE_ACTIONS: Readonly<Record<DeploymentRole, readonly Action[]>> = {
  ADMINISTRATOR: ALL.filter((action) => action !== 'approval.bypass'),
  CATALOG_CREATOR: ['catalog.create'],
  AUDITOR: ALL.filter(isReading),
};

/** What the system (jobs, workers) may do: carry requests and access through their lives, and design nothing. */
export const SYSTEM_ACTIONS: readonly Action[] = [
  ...ALL.filter(isReading),
  'assignment.end',
  'request.cancel',
  'request.reprocess',
  'stage.reassign',
  'provisioning.retry',
];
