import { type SetupStep } from '@gatehouse/schema/identity/viewer';
import { may } from '@gatehouse/schema/rules/permissions';
import { SetupStepName } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { type ViewerOperation } from '../../../kernel/operation.ts';

/** When each step is done, as one look into the database; `me` is whoever asks. */
const DONE: Record<SetupStepName, (me: string | null) => ReturnType<typeof sql>> = {
  PEOPLE: (me) => sql`exists (select 1 from app_user u where u.state = 'ACTIVE' and u.id is distinct from ${me})`,
  RESOURCE: () => sql`exists (select 1 from resource_role)`,
  CATALOG: () => sql`exists (select 1 from catalog c join catalog_resource l on l.catalog_id = c.id where c.state = 'PUBLISHED')`,
  PACKAGE: () =>
    sql`exists (select 1 from access_package p join access_package_role g on g.access_package_id = p.id where p.state = 'ACTIVE')`,
  POLICY: () => sql`exists (
    select 1 from access_package p
    join access_package_role g on g.access_package_id = p.id
    join catalog c on c.id = p.catalog_id and c.state = 'PUBLISHED'
    join assignment_policy y on y.access_package_id = p.id and y.state = 'ENABLED'
    join assignment_policy_version v on v.id = y.current_version_id and v.scope <> 'NOBODY' and (v.self_add or v.manager_on_behalf)
    where p.state = 'ACTIVE')`,
};

/** How far a deployment is from the first request, for whoever administers it; null for everybody else. */
export async function setupOf(op: ViewerOperation): Promise<SetupStep[] | null> {
  const { viewer, em } = op;
  // A tool that may only read tells them too.
  if (!may({ ...viewer, tokenScope: 'WRITE' }, 'deploymentRole.manage').allowed) return null;
  const names = Object.values(SetupStepName);
  const columns = names.map((name) => sql`${DONE[name](viewer.userId)} as ${sql.ref(name)}`);
  const asked = sql<Record<SetupStepName, boolean>>`select ${sql.join(columns)}`;
  const { rows } = await op.app.shares.run(op, 'statement', () => asked.execute(em.getKysely()));
  return names.map((name) => ({ name, done: rows[0]?.[name] ?? false }));
}
