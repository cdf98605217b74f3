import { type ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { sql } from 'kysely';
import { type Alias } from '../../kernel/read/scope.ts';
import { type Condition } from '../../kernel/read/sql.ts';

/** Open tasks that the viewer may close: of resources they own, for administrators all; never about their own access. */
export function taskWaitingFor(t: Alias<ManualTask>): Condition {
  const { viewer } = t.scope.op;
  const all = may(viewer, 'manualTask.complete').allowed;
  return sql`(${t('state')} = 'OPEN' and exists (
    select 1 from provisioning_operation o join access_grant g on g.id = o.grant_id join resource_role rr on rr.id = g.resource_role_id
    where o.id = ${t('operation')} and g.user_id is distinct from ${viewer.userId} and (${all} or exists (
      select 1 from resource_owner w where w.resource_id = rr.resource_id
        and (w.user_id = ${viewer.userId} or w.group_id = any(${[...viewer.groupIds]}::text[]))))))`;
}
