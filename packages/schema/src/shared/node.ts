import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Opt } from '@mikro-orm/core';
import { Field, ID, InterfaceType, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

const instants = new WeakMap<object, Date>();

/** Has rows that change through this EntityManager say so as of this instant; without it they say the clock's time. */
export function actAsOf(em: object, now: Date): void {
  instants.set(em, now);
}

function instantOf(_row: unknown, em: object): Date {
  return instants.get(em) ?? new Date();
}

/** The Relay interface: anything that can be asked for again by its id alone. */
@InterfaceType({ description: 'Anything with a globally unique id, to be asked for again through `node(id)`.' })
export abstract class Node {
  @Field(() => ID, { description: 'A TypeID: the kind as a prefix, then a sortable unique part.' })
  id!: string;
}

/** A row: what every table has. Ids sort by creation (`text COLLATE "C"`). */
@ObjectType()
export abstract class Row {
  @PrimaryKey({ type: 'text', collation: 'C' })
  @Field(() => ID, { description: 'A TypeID: the kind as a prefix, then a sortable unique part.' })
  id!: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it came to be.' })
  createdAt!: Date & Opt;
}

/** A row that changes, and so counts its versions: an update that names an old one is refused. */
@ObjectType()
export abstract class VersionedRow extends Row {
  @Property({ type: 'datetime', length: 3, onCreate: instantOf, onUpdate: instantOf })
  @Field(() => DateTime, { description: 'When it last changed.' })
  updatedAt!: Date & Opt;

  @Property({ type: 'integer', version: true, default: 1 })
  @Field(() => Int, { description: 'Counts its changes; name it as `expectedVersion` to be told when somebody was faster.' })
  version!: number & Opt;
}
