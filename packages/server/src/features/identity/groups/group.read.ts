import { select } from '../../../kernel/read/scope.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { CatalogRoleAssignment } from '@gatehouse/schema/catalog/catalog-role-assignment.entity';
import { GroupFilter, GroupMemberFilter, GroupMemberOrder, GroupOrder } from '@gatehouse/schema/identity/group.filters';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { ownedResources } from '../owned-resources.read.ts';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { isMe, isMyGroup } from '../../../kernel/read/rights.ts';
import { and } from '../../../kernel/read/sql.ts';
import { isInGroup } from './membership.read.ts';

/** Members find every group, guests and services those they are in. */
const groupRead = defineRead(Group, {
  all: 'group.read',
  met: true,
  visible: (t, viewer) => (viewer.kind === 'MEMBER' ? true : isMyGroup(t('id'), viewer)),
  relations: {
    people: relation<Group, User>({
      entity: () => User,
      join: (group, user) => and(isInGroup(user('id'), group('id')), sql`${user('state')} <> 'DELETED'`),
    }),
    groups: relation<Group, Group>({
      entity: () => Group,
      join: (group, above) =>
        sql`${above('id')} in (${select(group, GroupMember, 'group', (member) =>
          and(sql`${member('memberGroup')} = ${group('id')}`, visibleRow(member)),
        )})`,
    }),
    ownedResources: ownedResources<Group>('group'),
    catalogRoles: relation<Group, CatalogRoleAssignment>({ entity: () => CatalogRoleAssignment, by: 'group' }),
    deploymentRoles: relation<Group, DeploymentRoleAssignment>({ entity: () => DeploymentRoleAssignment, by: 'group' }),
  },
  filter: GroupFilter,
  orders: GroupOrder,
  defaultOrder: [['name', 'ASC']],
});

const groupMemberRead = defineRead(GroupMember, {
  all: 'group.read',
  through: 'group',
  visible: (t, viewer) => (viewer.kind === 'MEMBER' ? true : isMe(t('user'), viewer)),
  filter: GroupMemberFilter,
  orders: GroupMemberOrder,
});

export const GROUP_READS = [groupRead, groupMemberRead];
