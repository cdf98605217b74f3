import { type VersionedRow } from '@gatehouse/schema/shared/node';
import { type EntityClass } from '@mikro-orm/core';
import { type Change } from './change.ts';
import { lockRow } from './lock.ts';
import { notFound, Refused } from './refused.ts';

/**
 * Locks what an update names and refuses where it is gone or somebody was faster.
 * @param what what it is called, such as "access package": the payload field `accessPackage` shows it as it is, where the
 *   version was stale.
 * @param authorize refuses whoever may not do it. It is asked before the version is compared, so that a stranger learns
 *   nothing.
 */
export async function lockFresh<E extends VersionedRow>(
  change: Change,
  entity: EntityClass<E>,
  input: { id: string; expectedVersion?: number | null },
  what: string,
  authorize?: (row: E) => Promise<void>,
): Promise<E> {
  const row = await lockRow(change, entity, input.id);
  if (!row) throw notFound(what, ['id']);
  await authorize?.(row);
  if (input.expectedVersion != null && input.expectedVersion !== row.version) {
    throw new Refused({
      type: 'StaleVersionError',
      code: 'STALE_VERSION',
      message: `Somebody changed this ${what} since you read it (version ${input.expectedVersion}, now ${row.version}).`,
      path: ['expectedVersion'],
      currentVersion: row.version,
    }).showing({ [fieldOf(what)]: row.id });
  }
  return row;
}

/** access package → accessPackage */
function fieldOf(what: string): string {
  return what.replace(/ (.)/g, (_all, letter: string) => letter.toUpperCase());
}
