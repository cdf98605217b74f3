import type pg from 'pg';

/** The schema that the work queue keeps its tables in. */
export const WORK_SCHEMA = 'work';

/**
 * Gives the application's role what it needs and takes the rest: it reads and writes rows, changes no table, and can
 * only add to the audit. Repeated after every migration, because new tables have no rights yet.
 * Where owner and application are one role there is nothing to give: the triggers alone guard the audit then.
 */
export async function grantRights(owner: pg.Client, appRole: string): Promise<void> {
  const { rows } = await owner.query<{ me: string }>('select current_user as me');
  if (rows[0]?.me === appRole) return;
  const app = owner.escapeIdentifier(appRole);
  await owner.query(`
    grant usage on schema public, ${WORK_SCHEMA} to ${app};
    grant select, insert, update, delete on all tables in schema public, ${WORK_SCHEMA} to ${app};
    grant usage, select on all sequences in schema public, ${WORK_SCHEMA} to ${app};
    grant execute on all functions in schema public, ${WORK_SCHEMA} to ${app};
    revoke update, delete, truncate on table audit_event from ${app};
    revoke insert, update, delete, truncate on table schema_migration from ${app};
  `);
}
