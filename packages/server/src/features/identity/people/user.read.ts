import { UserFilter, UserOrder } from '@gatehouse/schema/identity/user.filters';
import { User } from '@gatehouse/schema/identity/user.entity';
import { userAbilities, type UserAbilityFacts } from '@gatehouse/schema/rules/user-abilities';
import { sql } from 'kysely';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { defineRead } from '../../../kernel/read/define-read.ts';
import { isMe } from '../../../kernel/read/rights.ts';
import { type Alias } from '../../../kernel/read/scope.ts';
import { or } from '../../../kernel/read/sql.ts';

/** Facts as the statement writes them: instants as text. */
type Written<T> = { [K in keyof T]: Date extends T[K] ? string | null : T[K] };

/** Not part of the public profile of domain §11: seen by oneself, administrators and auditors. */
const ownOnly = { visible: (t: Alias<User>, viewer: Viewer) => isMe(t('id'), viewer) };

/**
 * Members find every active user; others find themselves. Whoever stands in a visible row is seen there, with the public profile.
 */
export const userRead = defineRead(User, {
  all: 'user.read',
  met: true,
  visible: (t, viewer) => or(isMe(t('id'), viewer), viewer.kind === 'MEMBER' ? sql`${t('state')} = 'ACTIVE'` : false),
  fields: {
    attributes: ownOnly,
    blockReason: ownOnly,
    deletedAt: ownOnly,
    region: ownOnly,
    viewerCan: {
      needs: (t) => sql`json_build_object('id', ${t('id')}, 'state', ${t('state')}, 'deletedAt', ${t('deletedAt')})`,
      resolve: ({ id, state, deletedAt }: Written<UserAbilityFacts>, viewer, op) =>
        userAbilities(viewer, { id, state, deletedAt: deletedAt === null ? null : new Date(deletedAt) }, op.now),
    },
  },
  filter: UserFilter,
  orders: UserOrder,
  defaultOrder: [['name', 'ASC']],
  listed: [['name', 'ASC']],
});
