import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { newId, SYSTEM_PRINCIPAL_ID } from '@gatehouse/schema/shared/ids';
import type { Evidence } from '../../kernel/change.ts';
import type { ImportSession } from './session.ts';

/** Writes many audit events of the system in one statement, in the transaction of what they speak of. */
export async function recordAll(session: ImportSession, now: Date, events: readonly Evidence[]): Promise<void> {
  if (events.length === 0) return;
  await session.run(
    `insert into audit_event (id, created_at, at, action, actor_principal_id, subject_type, subject_id,
       request_id, target_id, access_package_id, catalog_id, details)
     select id, $1, $1, action, $2, subject_type, subject_id, request_id, target_id, access_package_id, catalog_id, details::jsonb
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
       as e(id, action, subject_type, subject_id, request_id, target_id, access_package_id, catalog_id, details)`,
    [
      now,
      SYSTEM_PRINCIPAL_ID,
      events.map(() => newId(AuditEvent)),
      events.map(({ action }) => action),
      events.map(({ subject }) => subject.type),
      events.map(({ subject }) => subject.id),
      events.map(({ requestId }) => requestId ?? null),
      events.map(({ targetId }) => targetId ?? null),
      events.map(({ accessPackageId }) => accessPackageId ?? null),
      events.map(({ catalogId }) => catalogId ?? null),
      events.map(({ details }) => JSON.stringify({ source: 'IMPORT', ...details })),
    ],
  );
}
