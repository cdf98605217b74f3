import { type Ability } from '@gatehouse/schema/rules/ability';
import { type EntityClass } from '@mikro-orm/core';
import { type Change } from '../change.ts';
import { readOf } from '../read/models.ts';
import { forbidden, notFound, refused } from '../refused.ts';
import { seen } from './seen.ts';

/** A row that says of itself what its viewer may do with it. */
type Judged = { viewerCan: object };

/**
 * What the viewer may do with a row, as `viewerCan` says it: the same facts and the same rule, of the row as it stands in this
 * change. Lock first what the answer depends on.
 * @returns null where there is no such row, or the viewer may not see it.
 */
export async function viewerCan<E extends Judged>(
  change: Change,
  entity: EntityClass<E>,
  id: string,
): Promise<E['viewerCan'] | null> {
  const rule = readOf(entity as never).fields?.['viewerCan'];
  const { needs, resolve } = rule ?? {};
  if (!needs || !resolve) throw new Error(`${(entity as { name: string }).name} does not say what its viewer may do`);
  await change.em.flush();
  const facts = await seen(change, entity, id, (t) => needs(t as never, change));
  return facts === null ? null : (resolve(facts as never, change.viewer, change) as E['viewerCan']);
}

/**
 * Lets a change go on only where the viewer may do this with this row.
 * @param path where in the input the row is named.
 * @throws NOT_FOUND where they may not even know of it, WRONG_STATE where it is not the time, else FORBIDDEN with the reason.
 */
export async function demandCan<E extends Judged>(
  change: Change,
  entity: EntityClass<E>,
  id: string,
  ability: keyof E['viewerCan'] & string,
  path: string[],
): Promise<void> {
  const can = await viewerCan(change, entity, id);
  if (!can) throw notFound(inWords(entity), path);
  const answer = can[ability] as Ability;
  if (answer.allowed) return;
  throw answer.code === 'WRONG_STATE' || answer.code === 'WINDOW_OVER'
    ? refused('WRONG_STATE', answer.reason, path)
    : forbidden(answer.reason);
}

/** AccessRequest → access request */
function inWords(entity: EntityClass<object>): string {
  return (entity as { name: string }).name.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
