import { SessionFilter, SessionOrder } from '@gatehouse/schema/identity/session.filters';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { sql } from 'kysely';
import { goodSession, idleSince } from '../../../kernel/auth/good-session.sql.ts';
import { defineRead } from '../../../kernel/read/define-read.ts';

/** One's own sessions, as long as they last. */
export const sessionRead = defineRead(Session, {
  personal: true,
  visible: (t, viewer) => {
    const { app, now } = t.scope.op;
    const columns = { endedAt: t('endedAt'), expiresAt: t('expiresAt'), lastSeenAt: t('lastSeenAt') };
    return sql`(${t('principal')} = ${viewer.principalId} and ${goodSession(columns, now, idleSince(app, now))})`;
  },
  fields: { current: { sql: (t, op) => sql`(${t('id')} is not distinct from ${op.viewer.sessionId}::text)` } },
  filter: SessionFilter,
  orders: SessionOrder,
  defaultOrder: [['createdAt', 'DESC']],
});
