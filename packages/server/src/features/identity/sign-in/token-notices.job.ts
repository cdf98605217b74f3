import { sql } from 'kysely';
import { inChange } from '../../../kernel/change.ts';
import { type Job } from '../../../kernel/jobs/job.ts';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';

/** How long before a token ends its owner is told, in days. */
const BEFORE_DAYS = 7;
/** So many are looked up at a time. */
const BATCH = 500;

/**
 * Tells whose token ends soon, or who answers for the service whose it is, once. A token that was made for less than those days is
 * nobody's surprise.
 */
export const tokenNotices: Job = {
  name: 'token-notices',
  phase: 'WARN',
  schedule: '17 * * * *',
  description: `Tells people ${BEFORE_DAYS} days before a token of theirs ends.`,
  run: async (app, now) => {
    let told = 0;
    for (;;) {
      const { rows } = await sql<{ id: string; userId: string }>`
        select t.id, coalesce(u.responsible_id, u.id) as "userId"
        from api_token t join principal p on p.id = t.principal_id join app_user u on u.id = p.user_id
        join app_user reader on reader.id = coalesce(u.responsible_id, u.id) and reader.state = 'ACTIVE'
        where t.revoked_at is null and t.expires_at > ${now} and t.expires_at <= ${now}::timestamptz + interval '${sql.raw(String(BEFORE_DAYS))} days'
          and t.created_at < t.expires_at - interval '${sql.raw(String(BEFORE_DAYS))} days'
          and not exists (select 1 from notification n where n.token_id = t.id and n.kind = 'TOKEN_ENDS_SOON' and n.user_id = reader.id)
        order by t.expires_at, t.id limit ${BATCH}`.execute(app.orm.em.fork().getKysely());
      for (const { id, userId } of rows) {
        await inChange(systemOperation(app, now), (change) =>
          change.publish({ name: 'noteworthy', kind: 'TOKEN_ENDS_SOON', userIds: [userId], tokenId: id }),
        );
        told += 1;
      }
      if (rows.length < BATCH) return { told };
    }
  },
};
