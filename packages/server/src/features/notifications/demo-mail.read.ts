import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { sql } from 'kysely';
import { defineRead } from '../../kernel/read/define-read.ts';
import { and } from '../../kernel/read/sql.ts';

/** One's own mails, in demo mode alone: elsewhere a mail is for whoever reads the mailbox, and nobody reads it here. */
export const demoMailRead = defineRead(MailMessage, {
  personal: true,
  visible: (t, viewer) =>
    and(
      t.scope.op.app.config.demo,
      viewer.userId !== null,
      sql`lower(${t('to')}) = (select lower(u.email) from app_user u where u.id = ${viewer.userId})`,
    ),
  defaultOrder: [['createdAt', 'DESC']],
});
