import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ManualTaskFilter, ManualTaskOrder } from '@gatehouse/schema/provisioning/manual-task.filters';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import {
  ProvisioningOperationFilter,
  ProvisioningOperationOrder,
} from '@gatehouse/schema/provisioning/provisioning-operation.filters';
import { manualTaskAbility, type ManualTaskFacts } from '@gatehouse/schema/rules/manual-task-abilities';
import { sql } from 'kysely';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { isMine } from '../../kernel/read/rights.ts';
import { exists, type Alias } from '../../kernel/read/scope.ts';
import { and, type Sql } from '../../kernel/read/sql.ts';

/** Seen with the grant it works on. */
const operationRead = defineRead(ProvisioningOperation, {
  all: 'provisioning.read',
  through: 'grant',
  visible: () => true,
  relations: { manualTask: relation<ProvisioningOperation, ManualTask>({ entity: () => ManualTask, by: 'operation' }) },
  filter: ProvisioningOperationFilter,
  orders: ProvisioningOperationOrder,
  defaultOrder: [['createdAt', 'DESC']],
});

/** The resource a task is about. */
function resourceOf(t: Alias<ManualTask>): Sql {
  return sql`(select rr.resource_id from provisioning_operation o join access_grant g on g.id = o.grant_id
    join resource_role rr on rr.id = g.resource_role_id where o.id = ${t('operation')})`;
}

/** For those who do the work: the owners of the resource, and administrators. */
const manualTaskRead = defineRead(ManualTask, {
  all: 'provisioning.read',
  visible: (t, viewer) =>
    exists(t, ResourceOwner, (owner) => and(sql`${owner('resource')} = ${resourceOf(t)}`, isMine(owner, viewer))),
  fields: {
    viewerCan: {
      needs: (t) => sql`json_build_object('state', ${t('state')},
        'targetId', (select g.user_id from provisioning_operation o join access_grant g on g.id = o.grant_id where o.id = ${t('operation')}),
        'resourceOwnerIds', array(select coalesce(w.user_id, w.group_id) from resource_owner w where w.resource_id = ${resourceOf(t)}))`,
      resolve: (facts: ManualTaskFacts, viewer) => ({ close: manualTaskAbility(viewer, facts) }),
    },
  },
  filter: ManualTaskFilter,
  orders: ManualTaskOrder,
  defaultOrder: [['createdAt', 'ASC']],
});

export const MANUAL_TASK_READS = [operationRead, manualTaskRead];
