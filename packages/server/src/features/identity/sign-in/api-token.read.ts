import { ApiTokenFilter, ApiTokenOrder } from '@gatehouse/schema/identity/api-token.filters';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { sql } from 'kysely';
import { defineRead } from '../../../kernel/read/define-read.ts';

/** One's own tokens, ended ones too. */
export const apiTokenRead = defineRead(ApiToken, {
  personal: true,
  visible: (t, viewer) => sql`${t('principal')} = ${viewer.principalId}`,
  filter: ApiTokenFilter,
  orders: ApiTokenOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
