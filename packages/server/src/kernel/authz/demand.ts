import { type Ability } from '@gatehouse/schema/rules/ability';
import { type EntityClass } from '@mikro-orm/core';
import { type ViewerOperation } from '../operation.ts';
import { forbidden, notFound } from '../refused.ts';
import { sees } from './seen.ts';

/** What a refused action was about. */
export interface Demanded {
  entity: EntityClass<object>;
  id: string;
  /** What it is called in the sentence: "catalog". */
  what: string;
  /** Where in the input it is named. */
  path: string[];
}

/**
 * Lets an operation go on only where the rules said yes.
 * @throws NOT_FOUND where the viewer may not even know that there is such a thing, else FORBIDDEN with the reason.
 */
export async function demand(op: ViewerOperation, ability: Ability, { entity, id, what, path }: Demanded): Promise<void> {
  if (ability.allowed) return;
  throw (await sees(op, entity, id)) ? forbidden(ability.reason) : notFound(what, path);
}

/** As `demand`, for what is about the deployment as a whole. @throws FORBIDDEN with the reason. */
export function demandAbility(ability: Ability): void {
  if (!ability.allowed) throw forbidden(ability.reason);
}
