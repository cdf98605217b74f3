/** Whom a policy is for, in SQL: the same answer as the pure rule of policy choice gives for one person. */
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyParty, type PartyPart } from '@gatehouse/schema/policies/policy-party.entity';
import { sql } from 'kysely';
import { type Viewer } from '../../authz/viewer.ts';
import { isMe, isMine } from '../../read/rights.ts';
import { exists, type Alias } from '../../read/scope.ts';
import { and, not, or, type Condition, type Sql } from '../../read/sql.ts';
import { groupsOf } from '../identity/membership.read.ts';

/** A person a scope may contain. */
export interface Person {
  /** Is their kind this one? */
  isKind: (kind: 'MEMBER' | 'GUEST' | 'SERVICE') => Condition;
  /** Does a party of the policy name them, or a group they are in? */
  isParty: (party: Alias<PolicyParty>) => Condition;
}

/** The viewer, whose kind and groups are known already. */
export function viewerAsPerson(viewer: Viewer): Person {
  return { isKind: (kind) => viewer.kind === kind, isParty: (party) => isMine(party, viewer) };
}

/** A user in the statement itself. */
export function userAsPerson(user: Alias<User>): Person {
  return {
    isKind: (kind) => sql`${user('kind')} = ${kind}`,
    isParty: (party) => or(sql`${party('user')} = ${user('id')}`, sql`${party('group')} in ${groupsOf(user('id'))}`),
  };
}

/** Does the scope of this version of a policy contain the person? */
export function inScopeSql(version: Alias<AssignmentPolicyVersion>, person: Person): Condition {
  const scope = (name: string) => sql`${version('scope')} = ${name}`;
  return or(
    and(person.isKind('MEMBER'), scope('ALL_MEMBERS')),
    and(or(person.isKind('MEMBER'), person.isKind('GUEST')), scope('ALL_USERS')),
    and(person.isKind('SERVICE'), scope('SERVICES')),
    and(scope('SPECIFIC_USERS_AND_GROUPS'), names(version, 'SCOPE', person.isParty)),
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

/** May the viewer ask for themself under the policy? */
export function asksForSelfUnder(policy: Alias<AssignmentPolicy>, viewer: Viewer): Condition {
  return currentVersion(policy, (version) => and(sql`${version('selfAdd')}`, appliesTo(policy, version, viewerAsPerson(viewer))));
}

/**
 * May the viewer ask under the policy for somebody else: as the manager of somebody it applies to, or as somebody it names for that?
 * @param open is the catalog open to guests?
 */
export function asksForOthersUnder(policy: Alias<AssignmentPolicy>, open: Sql, viewer: Viewer): Condition {
  return currentVersion(policy, (version) =>
    or(
      and(
        sql`${version('scope')} <> 'NOBODY'`,
        names(version, 'ON_BEHALF', (party) => isMe(party('user'), viewer)),
      ),
      and(
        sql`${version('managerOnBehalf')}`,
        exists(version, User, (report) =>
          and(
            isMe(report('manager'), viewer),
            sql`${report('state')} = 'ACTIVE' and (${report('kind')} <> 'GUEST' or ${open})`,
            appliesTo(policy, version, userAsPerson(report)),
          ),
        ),
      ),
    ),
  );
}

/** Does the policy apply to the person: are they in its scope, and is no better one for them (as `choosePolicies`)? */
function appliesTo(policy: Alias<AssignmentPolicy>, version: Alias<AssignmentPolicyVersion>, person: Person): Condition {
  const better = exists(policy, AssignmentPolicy, (other) =>
    and(
      sql`${other('accessPackage')} = ${policy('accessPackage')} and ${other('id')} <> ${policy('id')} and ${other('state')} = 'ENABLED'`,
      currentVersion(other, (rival) =>
        and(sql`(${other('priority')}, ${width(rival)}) < (${policy('priority')}, ${width(version)})`, inScopeSql(rival, person)),
      ),
    ),
  );
  return and(inScopeSql(version, person), not(better));
}

/** How wide a scope is: the narrower of two applies first. */
function width(version: Alias<AssignmentPolicyVersion>): Sql {
  return sql`case ${version('scope')} when 'SPECIFIC_USERS_AND_GROUPS' then 0 when 'ALL_USERS' then 2 when 'NOBODY' then 3 else 1 end`;
}
