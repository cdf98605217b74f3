import { typeid } from 'typeid-js';
import { ID_SHAPE } from '../rules/id-shape.ts';

/** A class whose rows have ids of their own kind. */
export interface Identified {
  readonly name: string;
}

const KIND_OF_PREFIX = new Map<string, string>();
const PREFIX_OF_KIND = new Map<string, string>();

/**
 * The published prefix of the ids of an entity. An id is a TypeID (`req_01j…`): this prefix and a sortable UUIDv7;
 * it is the same in the database, the API and the logs.
 * @throws where another entity has this prefix
 */
export function IdPrefix(prefix: string) {
  return (entity: Identified): void => {
    const taken = KIND_OF_PREFIX.get(prefix);
    if (taken && taken !== entity.name) throw new Error(`The ids of ${entity.name} begin like those of ${taken}: "${prefix}".`);
    KIND_OF_PREFIX.set(prefix, entity.name);
    PREFIX_OF_KIND.set(entity.name, prefix);
  };
}

/** The id of the principal the system acts as; written by the first migration. */
export const SYSTEM_PRINCIPAL_ID = 'prn_00000000000000000000000000';

/**
 * A new id for a row of this entity; later ids sort after earlier ones.
 * @throws where the entity declares no prefix
 */
export function newId({ name }: Identified): string {
  const prefix = PREFIX_OF_KIND.get(name);
  if (!prefix) throw new Error(`${name} has no id prefix`);
  return typeid(prefix).toString();
}

/** The name of the entity whose row an id names, or null where the text is no id of ours. */
export function kindOfId(id: string): string | null {
  const prefix = ID_SHAPE.exec(id)?.[1];
  return (prefix && KIND_OF_PREFIX.get(prefix)) || null;
}
