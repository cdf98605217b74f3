import type { Viewer } from './permissions.ts';
import type { CatalogRole, DeploymentRole } from './vocabulary.ts';

/** A viewer for tests, with no role unless given one; catalog roles are in the catalog `c`. */
export function aViewer(
  userId: string | null,
  over: Partial<Viewer> & { catalog?: CatalogRole; deployment?: DeploymentRole; bypass?: boolean } = {},
): Viewer {
  const { catalog, deployment, bypass = false, ...rest } = over;
  return {
    userId,
    groupIds: [],
    tokenScope: null,
    catalogIds: null,
    isSystem: false,
    deploymentRoles: deployment ? [{ role: deployment, mayBypassApproval: bypass }] : [],
    catalogRoles: catalog ? [{ catalogId: 'c', role: catalog, mayBypassApproval: bypass }] : [],
    ...rest,
  };
}

/** The names of the abilities somebody has. */
export function granted(abilities: object): string[] {
  return Object.entries(abilities as Record<string, { allowed: boolean }>)
    .filter(([, ability]) => ability.allowed)
    .map(([name]) => name);
}
