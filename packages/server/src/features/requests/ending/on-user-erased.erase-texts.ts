import { sql } from 'kysely';
import { type Change } from '../../../kernel/change.ts';

/** What stands in place of a text that was erased where there must be one. */
const ERASED = '(erased)';

/**
 * Erases what somebody wrote in requests, and what requests about them keep of them as a person: reasons, answers, comments, and what they
 * were when it was asked. The requests stay, with their times and their states.
 */
export async function eraseTexts(change: Change, { userId }: { userId: string }): Promise<void> {
  const db = change.em.getKysely();
  await sql`update access_request set justification = null where requester_id = ${userId} and justification is not null`.execute(
    db,
  );
  await sql`update access_request set justification = null, target_department = null, target_job_title = null, target_manager_id = null
    where target_id = ${userId}`.execute(db);
  await sql`delete from request_answer where request_id in (
    select r.id from access_request r where r.target_id = ${userId} or r.requester_id = ${userId})`.execute(db);
  await sql`update request_comment set text = ${ERASED} where author_id = ${userId}`.execute(db);
  await sql`update decision set justification = null where by_id = ${userId}`.execute(db);
}
