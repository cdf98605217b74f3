import { ApiTokenFilter, ApiTokenOrder } from '@gatehouse/schema/identity/api-token.filters';
import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { tokenAbilities, type TokenFacts } from '@gatehouse/schema/rules/api-token-abilities';
import { sql } from 'kysely';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { isMyService } from '../../../kernel/read/rights.ts';
import { exists, type Alias } from '../../../kernel/read/scope.ts';
import { and, or, type Sql } from '../../../kernel/read/sql.ts';

/** What it depends on who may revoke a token. */
function tokenFacts(t: Alias<ApiToken>, { now }: ViewerOperation): Sql {
  return sql`(select json_build_object('ownerId', u.id, 'responsibleId', u.responsible_id,
      'ended', ${t('revokedAt')} is not null or ${t('expiresAt')} <= ${now})
    from principal p join app_user u on u.id = p.user_id where p.id = ${t('principal')})`;
}

/** One's own tokens and those of services one answers for, ended ones too; administrators and auditors see everybody's. */
export const apiTokenRead = defineRead(ApiToken, {
  all: 'apiToken.read',
  visible: (t, viewer) =>
    or(
      sql`${t('principal')} = ${viewer.principalId}`,
      exists(t, Principal, (holder) => and(sql`${holder('id')} = ${t('principal')}`, isMyService(holder('user'), viewer))),
    ),
  // A confined token knows of itself, and of those it made.
  within: (t) => sql`${t.scope.op.tokenId ?? null} in (${t('id')}, ${t('madeBy')})`,
  fields: {
    viewerCan: {
      needs: tokenFacts,
      resolve: (facts: TokenFacts, viewer) => tokenAbilities(viewer, facts),
    },
    confined: { sql: (t) => sql`(${t('catalogIds')} is not null)`, kind: 'boolean' },
  },
  relations: {
    catalogs: relation<ApiToken, Catalog>({
      entity: () => Catalog,
      join: (token, catalog) => sql`${catalog('id')} = any(${token('catalogIds')})`,
    }),
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
