import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { any } from '@gatehouse/schema/rules/ability';
import { may } from '@gatehouse/schema/rules/permissions';
import { demand } from '../../kernel/authz/demand.ts';
import { type Change } from '../../kernel/change.ts';
import { sql } from 'kysely';

/**
 * Lets only those have an operation tried again who may reprocess in a catalog whose package carries the grant.
 * @throws NOT_FOUND where they may not see it, FORBIDDEN where they see it but may not.
 */
export async function demandRetry(change: Change, operationId: string, grantId: string): Promise<void> {
  const { viewer } = change;
  const catalogs = await carryingCatalogs(change, grantId);
  const retries = any(
    may(viewer, 'provisioning.retry'),
    ...catalogs.map((catalogId) => may(viewer, 'request.reprocess', { catalogId })),
  );
  await demand(change, retries, {
    entity: ProvisioningOperation,
    id: operationId,
    what: 'provisioning operation',
    path: ['operationId'],
  });
}

async function carryingCatalogs(change: Change, grantId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.catalog_id as id from grant_carrier c join assignment a on a.id = c.assignment_id
      join access_package p on p.id = a.access_package_id where c.grant_id = ${grantId}`.execute(change.em.getKysely());
  return rows.map(({ id }) => id);
}
