import { all, no, yes, type Ability } from './ability.ts';
import type { CatalogAction } from './actions.ts';
import { may, mayAnywhere, type Viewer } from './permissions.ts';
import { CatalogState, PackageState } from './vocabulary.ts';

/** What the viewer may do with a catalog; served with it as `viewerCan`. */
export interface CatalogAbilities {
  readonly edit: Ability;
  readonly delete: Ability;
  readonly delegate: Ability;
  readonly addResource: Ability;
  readonly removeResource: Ability;
  readonly createPackage: Ability;
}

/** Every ability of a viewer on a catalog. A catalog that still holds packages is not deleted. */
export function catalogAbilities(
  viewer: Viewer,
  catalog: { readonly id: string; readonly packageCount: number },
): CatalogAbilities {
  const subject = { catalogId: catalog.id };
  const empty =
    catalog.packageCount === 0 ? yes('ROLE', 'It is empty.') : no('WRONG_STATE', 'It still holds packages; delete them first.');
  return {
    edit: may(viewer, 'catalog.edit', subject),
    delete: all(may(viewer, 'catalog.delete', subject), empty),
    delegate: may(viewer, 'catalog.delegate', subject),
    addResource: may(viewer, 'catalog.addResource', subject),
    removeResource: may(viewer, 'catalog.removeResource', subject),
    createPackage: may(viewer, 'package.create', subject),
  };
}

/** An access package, as the abilities of its viewers depend on it. */
export interface PackageFacts {
  readonly catalogId: string;
  readonly catalogState: CatalogState;
  readonly state: PackageState;
  /** Assignments live or ending, and pending requests. */
  readonly inUse: boolean;
}

/** What the viewer may do with a package; served with it as `viewerCan`. Whether they may request it: `requestOptions`. */
export interface PackageAbilities {
  readonly edit: Ability;
  readonly retire: Ability;
  readonly delete: Ability;
  readonly editPolicies: Ability;
  readonly assign: Ability;
  readonly bypassApproval: Ability;
}

/** Every ability of a viewer on a package. */
export function packageAbilities(viewer: Viewer, facts: PackageFacts): PackageAbilities {
  const subject = { catalogId: facts.catalogId };
  const active =
    facts.state === PackageState.ACTIVE ? yes('ROLE', 'It is active.') : no('WRONG_STATE', 'The package is retired.');
  const published =
    facts.catalogState === CatalogState.PUBLISHED
      ? yes('ROLE', 'It is published.')
      : no('WRONG_STATE', 'The catalog is not published.');
  const unused = facts.inUse
    ? no('WRONG_STATE', 'People still hold or request it; retire it first.')
    : yes('ROLE', 'Nobody holds it.');
  const permitted = (action: CatalogAction, ...conditions: readonly Ability[]) =>
    all(may(viewer, action, subject), ...conditions);
  return {
    edit: permitted('package.edit'),
    retire: permitted('package.retire', active),
    delete: permitted('package.delete', unused),
    editPolicies: permitted('policy.edit'),
    assign: permitted('assignment.assign', active, published),
    bypassApproval: permitted('approval.bypass', active, published),
  };
}

/** What the viewer may do in the deployment as a whole; served with `viewer` as `viewerCan`. */
export interface DeploymentAbilities {
  readonly createCatalog: Ability;
  readonly manageDeploymentRoles: Ability;
  readonly manageUsers: Ability;
  readonly manageGroups: Ability;
  readonly manageConnectors: Ability;
  readonly manageResources: Ability;
  readonly readAudit: Ability;
  readonly retryProvisioning: Ability;
  /** In at least one catalog. */
  readonly administerSomeCatalog: Ability;
  readonly assignSomewhere: Ability;
}

/** Every ability of a viewer that is about no object in particular. */
export function deploymentAbilities(viewer: Viewer): DeploymentAbilities {
  return {
    createCatalog: may(viewer, 'catalog.create'),
    manageDeploymentRoles: may(viewer, 'deploymentRole.manage'),
    manageUsers: may(viewer, 'user.manage'),
    manageGroups: may(viewer, 'group.manage'),
    manageConnectors: may(viewer, 'connector.manage'),
    manageResources: may(viewer, 'resource.manage'),
    readAudit: may(viewer, 'audit.read'),
    retryProvisioning: may(viewer, 'provisioning.retry'),
    administerSomeCatalog: mayAnywhere(viewer, 'package.edit'),
    assignSomewhere: mayAnywhere(viewer, 'assignment.assign'),
  };
}
