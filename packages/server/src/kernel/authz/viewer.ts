import { type Proof } from '@gatehouse/schema/rules/proof';
import { type CatalogRole, type DeploymentRole, type TokenScope } from '@gatehouse/schema/rules/vocabulary';

/** From where somebody from outside comes. */
export interface Outside {
  organizationId: string | null;
  /** Is that organization configured, and not only proposed? */
  configured: boolean;
  /** The part of their mail address behind the @, in small letters. */
  mailDomain: string | null;
  /** Does a rule about mail domains shut them out? */
  shutOut: boolean;
}

/**
 * The principal behind one operation, with everything their rights follow from, loaded once per operation.
 * Plain data: the pure rules (`rules/permissions`) and the SQL of the read model both decide from it.
 */
export interface Viewer {
  principalId: string;
  /** Null for the system. */
  userId: string | null;
  kind: 'MEMBER' | 'GUEST' | 'SERVICE' | 'SYSTEM';
  /** An outsider without an account: may see and ask for what a policy offers them, and nothing else. */
  isProspect: boolean;
  /** What there is to know of somebody from outside; null for everybody else. */
  outside: Outside | null;
  /** Is it the system itself: jobs and workers? */
  isSystem: boolean;
  /** Every group they are in, through nested groups too. */
  groupIds: readonly string[];
  /** Is anybody's manager? For who is not, nothing is asked about reports. */
  hasReports: boolean;
  /** Answers for a service? For who does not, nothing is asked about services. */
  hasServices: boolean;
  /** Held themself or through a group. */
  deploymentRoles: readonly { role: DeploymentRole; mayBypassApproval: boolean }[];
  catalogRoles: readonly { catalogId: string; role: CatalogRole; mayBypassApproval: boolean }[];
  /** What the token in use allows; a signed-in browser may WRITE. */
  tokenScope: TokenScope;
  /** The catalogs outside of which the token in use sees and does nothing; null: it is not confined. */
  catalogIds: readonly string[] | null;
  /** The session in use, where a browser is. */
  sessionId: string | null;
  /** How they proved who they are as they signed in; null where they did so without an issuer, or a token is in use. */
  proof: Proof | null;
}
