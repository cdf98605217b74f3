import { SessionFilter, SessionOrder } from '@gatehouse/schema/identity/session.filters';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { sql } from 'kysely';
import { idleSince } from '../../../kernel/auth/good-session.sql.ts';
import { defineRead } from '../../../kernel/read/define-read.ts';

/** One's own sessions, as long as they last. */
export const sessionRead = defineRead(Session, {
  personal: true,
  visible: (t, viewer) =>
    sql`(${t('principal')} = ${viewer.principalId} and ${t('endedAt')} is null and ${t('expiresAt')} > ${t.scope.op.now}
      and ${t('lastSeenAt')} > ${idleSince(t.scope.op.app, t.scope.op.now)})`,
  fields: { current: { sql: (t, op) => sql`(${t('id')} is not distinct from ${op.viewer.sessionId}::text)` } },
  filter: SessionFilter,
  orders: SessionOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
