import { type EntityClass } from '@mikro-orm/core';
import { type Read } from './define-read.ts';

interface Models {
  byEntity: Map<unknown, Read>;
  byName: Map<string, Read>;
}

const models: Models = { byEntity: new Map(), byName: new Map() };

/** Makes the read models known. They are handed in, because they themselves look each other up here. */
export function provideReads(reads: readonly Read[]): void {
  for (const read of reads) {
    models.byEntity.set(read.entity, read);
    models.byName.set(read.name, read);
  }
}

/** The read model of an entity. */
export function readOf(entity: EntityClass<object>): Read {
  const read = models.byEntity.get(entity);
  if (!read) throw new Error(`${(entity as { name: string }).name} has no read model`);
  return read;
}

/** The read model of a type by its name in the schema, or null where it has none. */
export function readNamed(name: string): Read | null {
  return models.byName.get(name) ?? null;
}
