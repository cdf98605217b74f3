import { groupsOf } from '../groups/membership.read.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { UserFilter, UserOrder } from '@gatehouse/schema/identity/user.filters';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { userAbilities, type UserAbilityFacts } from '@gatehouse/schema/rules/user-abilities';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { keepsOrganizations, sponsored } from '../../organizations/sponsored.read.ts';
import { ownedResources } from '../owned-resources.read.ts';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { isMe, isMineToAnswer } from '../../../kernel/read/rights.ts';
import { select, type Alias } from '../../../kernel/read/scope.ts';
import { and, or } from '../../../kernel/read/sql.ts';

/** Not part of the public profile of domain §11: seen by oneself, administrators and auditors. */
const ownOnly = { visible: (t: Alias<User>, viewer: Viewer) => (viewer.catalogIds === null ? isMe(t('id'), viewer) : false) };

/** What there is to know of an outsider: for themself, those who vouch for them, and those who keep organizations. */
const ofOutsider = {
  visible: (t: Alias<User>, viewer: Viewer) =>
    keepsOrganizations(viewer) ? true : or(isMe(t('id'), viewer), sponsored(t, viewer)),
};

/**
 * Members find every active user; others find themselves, and those they vouch for. Whoever stands in a visible row is seen there, with the public profile.
 */
export const userRead = defineRead(User, {
  all: 'user.read',
  met: true,
  visible: (t, viewer) =>
    or(
      isMineToAnswer(t('id'), viewer),
      viewer.kind === 'MEMBER' ? sql`${t('state')} = 'ACTIVE'` : false,
      keepsOrganizations(viewer) ? sql`${t('kind')} = 'GUEST'` : sponsored(t, viewer),
    ),
  // A confined token says whose it is, and knows of others whom it meets.
  within: (t) => isMe(t('id'), t.scope.op.viewer),
  fields: {
    attributes: ownOnly,
    blockReason: ownOnly,
    // Who is in a group is not for guests and services, as with its members.
    groups: { visible: (t, viewer) => (viewer.kind === 'MEMBER' ? true : isMe(t('id'), viewer)) },
    deletedAt: ownOnly,
    erasedAt: ownOnly,
    emailProvedAt: ofOutsider,
    governed: { ...ofOutsider, hidden: sql`false` },
    region: ownOnly,
    viewerCan: {
      needs: (t) => sql`json_build_object('id', ${t('id')}, 'kind', ${t('kind')}, 'state', ${t('state')},
        'deletedAt', ${t('deletedAt')}, 'erasedAt', ${t('erasedAt')})`,
      resolve: ({ deletedAt, erasedAt, ...facts }: Written<UserAbilityFacts>, viewer, op) =>
        userAbilities(viewer, { ...facts, deletedAt: instant(deletedAt), erasedAt: instant(erasedAt) }, op.now),
    },
  },
  relations: {
    reports: relation<User, User>({ entity: () => User, by: 'manager' }),
    services: relation<User, User>({ entity: () => User, by: 'responsible' }),
    groups: relation<User, Group>({ entity: () => Group, join: (user, group) => sql`${group('id')} in ${groupsOf(user('id'))}` }),
    assignments: relation<User, Assignment>({ entity: () => Assignment, by: 'target' }),
    grants: relation<User, Grant>({ entity: () => Grant, by: 'user' }),
    accessRequests: relation<User, AccessRequest>({ entity: () => AccessRequest, by: 'target' }),
    submittedRequests: relation<User, AccessRequest>({ entity: () => AccessRequest, by: 'requester' }),
    approvalStages: relation<User, ApprovalStage>({
      entity: () => ApprovalStage,
      join: (user, stage) =>
        sql`${stage('id')} in (${select(user, StageApprover, 'stage', (asked) =>
          and(sql`${asked('user')} = ${user('id')}`, visibleRow(asked)),
        )})`,
    }),
    lifecycle: relation<User, GuestLifecycle>({ entity: () => GuestLifecycle, by: 'user' }),
    ownedResources: ownedResources<User>('user'),
    catalogRoles: relation<User, CatalogRoleAssignment>({ entity: () => CatalogRoleAssignment, by: 'user' }),
    apiTokens: relation<User, ApiToken>({
      entity: () => ApiToken,
      join: (user, token) => sql`${token('principal')} = (select p.id from principal p where p.user_id = ${user('id')})`,
    }),
    deploymentRoles: relation<User, DeploymentRoleAssignment>({ entity: () => DeploymentRoleAssignment, by: 'user' }),
  },
  filter: UserFilter,
  orders: UserOrder,
  defaultOrder: [['name', 'ASC']],
  listed: [['name', 'ASC']],
});
