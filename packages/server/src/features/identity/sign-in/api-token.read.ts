import { ApiTokenFilter, ApiTokenOrder } from '@gatehouse/schema/identity/api-token.filters';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';

/** One's own tokens, ended ones too; administrators and auditors see everybody's. */
export const apiTokenRead = defineRead(ApiToken, {
  all: 'apiToken.read',
  visible: (t, viewer) => sql`${t('principal')} = ${viewer.principalId}`,
  relations: {
    owner: relation<ApiToken, User>({
      entity: () => User,
      join: (token, user) => sql`${user('id')} = (select p.user_id from principal p where p.id = ${token('principal')})`,
      implied: true,
      named: (token, id) => sql`${token('principal')} = (select p.id from principal p where p.user_id = ${id})`,
    }),
  },
  filter: ApiTokenFilter,
  orders: ApiTokenOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
