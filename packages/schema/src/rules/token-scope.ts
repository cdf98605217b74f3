/**
 * What a token takes away from what its owner may do (domain §11): by its scope, and by the catalogs it is for. Both only ever
 * narrow: nobody may more by a token than without it.
 */
import { no, yes, type Ability } from './ability.ts';
import type { Viewer } from './permissions.ts';
import { CatalogRole, TokenScope, type DeploymentRole } from './vocabulary.ts';

/** What each scope allows. */
export const TOKEN_SCOPES: Readonly<
  Record<
    TokenScope,
    {
      /** May it change anything? */
      readonly writes: boolean;
      /** By how much its answers may cost more than everybody's. */
      readonly cost: number;
      /** Scopes of the tokens it may make. */
      readonly makes: readonly TokenScope[];
    }
  >
> = {
  READ: { writes: false, cost: 1, makes: [] },
  ADHOC: { writes: false, cost: 5, makes: [] },
  WRITE: { writes: true, cost: 1, makes: [TokenScope.READ, TokenScope.WRITE] },
};

const READ_ONLY = no('TOKEN_READ_ONLY', 'This token may only read.');
const CONFINED = no('TOKEN_CONFINED', 'This token is for some catalogs, and this lies outside of them.');

/** May the viewer, by the token in use, change anything at all? A session may. */
export function tokenWrites({ tokenScope }: Pick<Viewer, 'tokenScope'>): Ability {
  return tokenScope === null || TOKEN_SCOPES[tokenScope].writes ? yes('OWN', 'You may change things.') : READ_ONLY;
}

/** Does what belongs to this catalog, or (left out) to none, lie within the token in use? */
export function tokenReaches({ catalogIds }: Pick<Viewer, 'catalogIds'>, catalogId?: string): Ability {
  const within = catalogIds === null || (catalogId !== undefined && catalogIds.includes(catalogId));
  return within ? yes('OWN', 'It lies within your token.') : CONFINED;
}

/** A role over the deployment, as far as it reaches into one catalog: never further than the role itself does. */
const INSIDE: Readonly<Record<DeploymentRole, CatalogRole | null>> = {
  ADMINISTRATOR: CatalogRole.OWNER,
  CATALOG_CREATOR: null,
  ORGANIZATION_ADMINISTRATOR: null,
  AUDITOR: CatalogRole.READER,
};

/**
 * The viewer, confined to some catalogs: the roles they hold in these, those over the deployment as far as they reach into these,
 * and no others. Who they are stays: nobody decides for themself by a token either.
 */
export function confined<V extends Viewer>(viewer: V, catalogIds: readonly string[]): V {
  const within = catalogIds.filter((id) => tokenReaches(viewer, id).allowed);
  const brought = viewer.deploymentRoles.flatMap(({ role, mayBypassApproval }) => {
    const inside = INSIDE[role];
    return inside === null ? [] : within.map((catalogId) => ({ catalogId, role: inside, mayBypassApproval }));
  });
  const held = viewer.catalogRoles.filter(({ catalogId }) => within.includes(catalogId));
  return { ...viewer, deploymentRoles: [], catalogRoles: [...held, ...brought], catalogIds: within };
}

/** What a token is made of, as far as it could exceed another. */
export interface TokenReach {
  readonly scope: TokenScope;
  /** null: everywhere. */
  readonly catalogIds: readonly string[] | null;
}

/**
 * May whoever is here by this token (null: by a session) make one that reaches so far? Of what a token makes, nothing reaches
 * further than itself.
 */
export function mayMakeToken(by: Pick<Viewer, 'tokenScope' | 'catalogIds'>, isToken: boolean, made: TokenReach): Ability {
  const writes = tokenWrites(by);
  if (!writes.allowed || !isToken) return writes;
  if (by.tokenScope !== null && !TOKEN_SCOPES[by.tokenScope].makes.includes(made.scope))
    return no('NOT_PERMITTED', 'A token makes only tokens that may no more than itself.');
  const { catalogIds } = by;
  const within = catalogIds === null || made.catalogIds?.every((id) => catalogIds.includes(id));
  return within ? writes : CONFINED;
}
