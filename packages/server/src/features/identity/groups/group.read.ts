import { GroupFilter, GroupMemberFilter, GroupOrder } from '@gatehouse/schema/identity/group.filters';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
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
});

export const GROUP_READS = [groupRead, groupMemberRead];
