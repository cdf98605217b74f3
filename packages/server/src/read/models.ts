import { type EntityClass } from '@mikro-orm/core';
import { type Read } from './define-read.ts';
import { reads } from './reads.ts';

interface Models {
  byEntity: Map<unknown, Read>;
  byName: Map<string, Read>;
}

// Made when first asked for: read models speak of each other, so none is complete while the modules are still loading.
let models: Models | null = null;

function all(): Models {
  if (models) return models;
  const list = reads();
  models = { byEntity: new Map(list.map((read) => [read.entity, read])), byName: new Map(list.map((read) => [read.name, read])) };
  return models;
}

/** The read model of an entity. */
export function readOf(entity: EntityClass<object>): Read {
  const read = all().byEntity.get(entity);
  if (!read) throw new Error(`${(entity as { name: string }).name} has no read model`);
  return read;
}

/** The read model of a type by its name in the schema, or null where it has none. */
export function readNamed(name: string): Read | null {
  return all().byName.get(name) ?? null;
}
