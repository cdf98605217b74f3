/** Whom a policy is for, in SQL: the same answer as the pure rule of policy choice gives for one person. */
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { POLICY_SCOPES } from '@gatehouse/schema/rules/policy-scopes';
import { PolicyScope, type PartyPart, type UserKind } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { isMe, isMine } from '../../kernel/read/rights.ts';
import { exists, tableOf, type Alias } from '../../kernel/read/scope.ts';
import { and, or, truth, type Condition, type Sql } from '../../kernel/read/sql.ts';
import { isOfConfigured } from './scope-people.sql.ts';
import { groupsOf } from '../identity/groups/membership.read.ts';

/** A person a scope may contain. */
export interface Person {
  /** Is their kind this one, and have they an account here? */
  isKind: (kind: UserKind) => Condition;
  /** Are they from outside? */
  isOutsider: Condition;
  /** Are they from outside, and of an organization that is configured? */
  isOfConfigured: Condition;
  /** Does a party of the policy name their organization, and their mail domain where it names one? */
  isOfParty: (party: Alias<PolicyParty>) => Condition;
  /** Does a party of the policy name them, or a group they are in? */
  isParty: (party: Alias<PolicyParty>) => Condition;
}

/** The viewer, whose kind and groups are known already. */
export function viewerAsPerson(viewer: Viewer): Person {
  const { outside } = viewer;
  return {
    isKind: (kind) => viewer.kind === kind && !viewer.isProspect,
    isOutsider: outside !== null,
    isOfConfigured: outside?.configured ?? false,
    isOfParty: (party) =>
      outside?.organizationId ? isOfDomain(party, sql`${outside.organizationId}::text`, sql`${outside.mailDomain}::text`) : false,
    isParty: (party) => isMine(party, viewer),
  };
}

/** A user in the statement itself. */
export function userAsPerson(user: Alias<User>): Person {
  return {
    isKind: (kind) => sql`(${user('kind')} = ${kind} and ${user('state')} <> 'PROSPECT')`,
    isOutsider: sql`${user('kind')} = 'GUEST'`,
    isOfConfigured: and(sql`${user('kind')} = 'GUEST'`, isOfConfigured(user('organization'))),
    isOfParty: (party) => isOfDomain(party, user('organization'), user('mailDomain')),
    isParty: (party) => or(sql`${party('user')} = ${user('id')}`, sql`${party('group')} in ${groupsOf(user('id'))}`),
  };
}

/** Anybody from outside who has no account, of no organization or of this one, by whichever of its domains. */
export function outsiderAsPerson(of: { organizationId: string | null; configured: boolean } | null): Person {
  return {
    isKind: () => false,
    isOutsider: true,
    isOfConfigured: of?.configured ?? false,
    isOfParty: (party) => (of?.organizationId ? sql`${party('organization')} = ${of.organizationId}` : false),
    isParty: () => false,
  };
}

function isOfDomain(party: Alias<PolicyParty>, organizationId: Sql, domain: Sql): Condition {
  return sql`(${party('organization')} = ${organizationId} and coalesce(${party('domain')} = ${domain}, ${party('domain')} is null))`;
}

const SCOPES = Object.values(PolicyScope);

/** Does the scope of this version of a policy contain the person? Each scope as `POLICY_SCOPES` says it. */
export function inScopeSql(version: Alias<AssignmentPolicyVersion>, person: Person): Condition {
  const asked = {
    isKind: (...kinds: UserKind[]) => or(...kinds.map(person.isKind)),
    isOutsider: () => person.isOutsider,
    isOfConfigured: () => person.isOfConfigured,
    isOfNamed: () => and(person.isOfConfigured, names(version, 'SCOPE', person.isOfParty)),
    isNamed: () => names(version, 'SCOPE', person.isParty),
  };
  return or(
    ...SCOPES.map((scope) => and(sql`${version('scope')} = ${sql.lit(scope)}`, POLICY_SCOPES[scope].contains<Condition>(asked))),
  );
}

function names(
  version: Alias<AssignmentPolicyVersion>,
  part: PartyPart,
  whom: (party: Alias<PolicyParty>) => Condition,
): Condition {
  return exists(version, PolicyParty, (party) =>
    and(sql`${party('policyVersion')} = ${version('id')} and ${party('part')} = ${part}`, whom(party)),
  );
}

function currentVersion(
  policy: Alias<AssignmentPolicy>,
  where: (version: Alias<AssignmentPolicyVersion>) => Condition,
): Condition {
  return exists(policy, AssignmentPolicyVersion, (version) =>
    and(sql`${version('id')} = ${policy('currentVersion')}`, where(version)),
  );
}

/** Is the viewer in the scope of what the policy says now? */
export function isInScopeOf(policy: Alias<AssignmentPolicy>, viewer: Viewer): Condition {
  return currentVersion(policy, (version) => inScopeSql(version, viewerAsPerson(viewer)));
}

/** What a policy says now, beside the policy. */
export type Saying = (policy: Alias<AssignmentPolicy>, version: Alias<AssignmentPolicyVersion>) => Condition;

/** Does this policy say so now? */
export function says(policy: Alias<AssignmentPolicy>, what: Saying): Condition {
  return currentVersion(policy, (version) => what(policy, version));
}

/** Is there an enabled policy of this package that says so now? */
export function policySays(near: Alias, packageId: Sql, what: Saying): Condition {
  return exists(near, AssignmentPolicy, (policy) =>
    and(sql`${policy('accessPackage')} = ${packageId} and ${policy('state')} = 'ENABLED'`, says(policy, what)),
  );
}

/** The packages that have an enabled policy that says so now, all found together. */
export function packagesWhosePolicy(near: Alias, what: Saying): Sql {
  const [policy, version] = [near.scope.alias(AssignmentPolicy), near.scope.alias(AssignmentPolicyVersion)];
  // Joined and not nested, so that what is asked of both is asked by joins too.
  return sql`select ${policy('accessPackage')} from ${tableOf(policy as never)}, ${tableOf(version as never)}
    where ${version('id')} = ${policy('currentVersion')} and ${policy('state')} = 'ENABLED' and ${truth(what(policy, version))}`;
}

/**
 * The packages the viewer may ask for under a policy, all found together: as `asksForSelf` says it of one policy, and in one pass
 * over those whose scope they are in: of each package the first applies, and it must be one that lets them ask.
 */
export function packagesAskedForSelf(near: Alias, viewer: Viewer): Sql {
  const [policy, version] = [near.scope.alias(AssignmentPolicy), near.scope.alias(AssignmentPolicyVersion)];
  // Among equals whichever lets them ask.
  return sql`select package from (
    select distinct on (package) ${policy('accessPackage')} as package, ${version('requesting', 'selfAdd')} as self_add
    from ${tableOf(policy as never)}, ${tableOf(version as never)}
    where ${version('id')} = ${policy('currentVersion')} and ${policy('state')} = 'ENABLED'
      and ${truth(inScopeSql(version, viewerAsPerson(viewer)))}
    order by package, ${policy('priority')}, ${width(version)}, self_add desc) mine
    where self_add`;
}

/** May such a person ask for themself under the policy, where it is the one that applies? */
export function mayAskAs(person: Person): Saying {
  return (_policy, version) => and(sql`${version('requesting', 'selfAdd')}`, inScopeSql(version, person));
}

/** May the viewer ask for themself under the policy? */
export function asksForSelf(viewer: Viewer): Saying {
  return (policy, version) => and(sql`${version('requesting', 'selfAdd')}`, appliesTo(policy, version, viewerAsPerson(viewer)));
}

/**
 * May the viewer ask under the policy for somebody else: as the manager of somebody it applies to, as somebody it names for that, or
 * for a service they answer for, as it would for itself?
 * @param isOpen is the catalog of the policy's package open to guests?
 */
export function asksForOthers(isOpen: (policy: Alias<AssignmentPolicy>) => Sql, viewer: Viewer): Saying {
  // What concerns nobody is not even written down: every list of packages asks this.
  return (policy, version) =>
    or(
      and(
        sql`${version('scope')} <> 'NOBODY'`,
        names(version, 'ON_BEHALF', (party) => isMe(party('user'), viewer)),
      ),
      viewer.hasReports &&
        and(
          sql`${version('requesting', 'managerOnBehalf')}`,
          exists(version, User, (report) =>
            and(
              isMe(report('manager'), viewer),
              sql`${report('state')} = 'ACTIVE' and (${report('kind')} <> 'GUEST' or (${isOpen(policy)} and not domain_shut_out(${report('mailDomain')})))`,
              appliesTo(policy, version, userAsPerson(report)),
            ),
          ),
        ),
      viewer.hasServices &&
        and(
          sql`${version('requesting', 'selfAdd')}`,
          exists(version, User, (service) =>
            and(
              isMe(service('responsible'), viewer),
              sql`${service('state')} = 'ACTIVE'`,
              appliesTo(policy, version, userAsPerson(service)),
            ),
          ),
        ),
    );
}

/** Does the policy apply to the person: are they in its scope, and is no better one for them (as `choosePolicies`)? */
function appliesTo(policy: Alias<AssignmentPolicy>, version: Alias<AssignmentPolicyVersion>, person: Person): Condition {
  const [other, rival] = [policy.scope.alias(AssignmentPolicy), policy.scope.alias(AssignmentPolicyVersion)];
  return and(
    inScopeSql(version, person),
    sql`not exists (select 1 from ${tableOf(other as never)}, ${tableOf(rival as never)}
      where ${other('accessPackage')} = ${policy('accessPackage')} and ${other('id')} <> ${policy('id')} and ${other('state')} = 'ENABLED'
        and ${rival('id')} = ${other('currentVersion')}
        and (${other('priority')}, ${width(rival)}) < (${policy('priority')}, ${width(version)}) and ${truth(inScopeSql(rival, person))})`,
  );
}

/** How wide a scope is: the narrower of two applies first. */
function width(version: Alias<AssignmentPolicyVersion>): Sql {
  const widths = SCOPES.map((scope) => sql`when ${sql.lit(scope)} then ${sql.lit(POLICY_SCOPES[scope].width)}`);
  return sql`case ${version('scope')} ${sql.join(widths, sql` `)} end`;
}
