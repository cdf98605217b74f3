import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { BATCH } from '../batches.ts';
import { recordAll } from '../evidence.ts';
import type { ImportSession } from '../session.ts';

type Written = { id: string; state: string; targetId: string; accessPackageId: string };

/**
 * Writes the staged decisions as closed requests, each with one stage and the decision in it: who decided is not known. They are
 * marked as imported and lead to no assignment: what people hold is what the targets say.
 */
export async function writeRequests(
  session: ImportSession,
  catalogId: string,
  { now, reached }: { now: Date; reached: (done: number) => void },
): Promise<void> {
  let done = 0;
  for (let after = 0; ;) {
    const rows = await session.rows<{ line: number }>('select line from import_decision where line > $1 order by line limit $2', [
      after,
      BATCH,
    ]);
    const last = rows.at(-1);
    if (!last) return;
    await session.batch(() =>
      writeSome(
        session,
        catalogId,
        rows.map(({ line }) => line),
        now,
      ),
    );
    after = last.line;
    reached((done += rows.length));
  }
}

async function writeSome(session: ImportSession, catalogId: string, lines: readonly number[], now: Date): Promise<void> {
  const ids = lines.map(() => newId(AccessRequest));
  const written = await session.rows<Written>(
    `insert into access_request (id, created_at, updated_at, closed_at, type, state, source, import_key, target_id, access_package_id,
       target_department, target_job_title, target_manager_id)
     select n.id, d.at, $1, d.at, 'USER_ADD', case when d.approved then 'DELIVERED' else 'DENIED' end, 'IMPORTED', $2 || '|' || d.item,
       u.id, i.package_id, d.department, d.job_title, m.id
     from unnest($3::text[], $4::int[]) as n(id, line)
     join import_decision d on d.line = n.line
     join app_user u on u.external_key = d.person
     join import_package i on i.code = d.resource
     left join app_user m on m.external_key = d.manager
     returning id, state, target_id as "targetId", access_package_id as "accessPackageId"`,
    [now, catalogId, ids, lines],
  );
  const stages = lines.map(() => newId(ApprovalStage));
  await session.run(
    `insert into approval_stage (id, created_at, updated_at, request_id, "order", state, opened_at, closed_at)
     select n.id, d.at, $1, n.request_id, 1, case when d.approved then 'APPROVED' else 'DENIED' end, d.at, d.at
     from unnest($2::text[], $3::text[], $4::int[]) as n(id, request_id, line) join import_decision d on d.line = n.line`,
    [now, stages, ids, lines],
  );
  await session.run(
    `insert into decision (id, created_at, stage_id, decision, at)
     select n.id, d.at, n.stage_id, case when d.approved then 'APPROVE' else 'DENY' end, d.at
     from unnest($1::text[], $2::text[], $3::int[]) as n(id, stage_id, line) join import_decision d on d.line = n.line`,
    [lines.map(() => newId(Decision)), stages, lines],
  );
  await recordAll(
    session,
    now,
    written.map(({ id, state, targetId, accessPackageId }) => ({
      action: 'request.imported',
      subject: { type: 'AccessRequest', id },
      requestId: id,
      targetId,
      accessPackageId,
      catalogId,
      details: { state },
    })),
  );
}
