import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { lockRow, lockRows } from '../../kernel/lock.ts';

/** An operation with its grant, both locked and as they are now. */
export interface Locked {
  grant: Grant;
  operation: ProvisioningOperation;
}

/** Locks a grant and one of its operations. For steps that move nothing but these two. Null: there is no such operation. */
export async function lockOperation(change: Change, operationId: string): Promise<Locked | null> {
  const place = await placeOf(change, operationId);
  return place && lockBoth(change, operationId, place.grantId);
}

/**
 * Locks everything that the outcome of an operation may move: the person, the assignments that carry the grant, the grant,
 * the operation. In this order, because assignments act on the outcome in the same transaction. With the person
 * locked nobody begins to carry the grant meanwhile.
 */
export async function lockForOutcome(change: Change, operationId: string): Promise<Locked | null> {
  const place = await placeOf(change, operationId);
  if (!place) return null;
  await lockRow(change, User, place.userId);
  const { rows } = await sql<{
    id: string;
  }>`select assignment_id as id from grant_carrier where grant_id = ${place.grantId}`.execute(change.em.getKysely());
  await lockRows(
    change,
    Assignment,
    rows.map(({ id }) => id),
  );
  return lockBoth(change, operationId, place.grantId);
}

async function lockBoth(change: Change, operationId: string, grantId: string): Promise<Locked | null> {
  const grant = await lockRow(change, Grant, grantId);
  const operation = await lockRow(change, ProvisioningOperation, operationId);
  return grant && operation && { grant, operation };
}

async function placeOf(change: Change, operationId: string): Promise<{ grantId: string; userId: string } | null> {
  const { rows } = await sql<{ grantId: string; userId: string }>`
    select g.id as "grantId", g.user_id as "userId"
    from provisioning_operation o join access_grant g on g.id = o.grant_id where o.id = ${operationId}`.execute(
    change.em.getKysely(),
  );
  return rows[0] ?? null;
}
