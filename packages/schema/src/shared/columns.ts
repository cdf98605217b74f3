/**
 * One decorator for a property that is both a column and a field, so that the two never disagree.
 * A property that is not for the API uses MikroORM's own decorators instead: exposure is opt-in.
 */
import { type Dictionary, type EntityName } from '@mikro-orm/core';
import { Embedded, Enum, ManyToOne, OneToMany, Property } from '@mikro-orm/decorators/legacy';
import { Args, Field, getMetadataStorage, ID, Int, type ClassType } from 'type-graphql';
import { PageArgs, connectionOf } from './connections.ts';
import { DateTime, Duration, EmailAddress, Json, Url } from './scalars.ts';

type Decorator = (target: object, key: string) => void;
interface Options {
  nullable?: boolean;
  /** Who may read the field at all is decided by the read model; false keeps it out of the schema. */
  exposed?: boolean;
  default?: string | number | boolean;
  /** What its column and its field are called (one word), where that is not the property's own name. */
  name?: string;
}

function both(asColumn: Decorator, type: () => unknown, description: string, options: Options): Decorator {
  return (target, key) => {
    asColumn(target, key);
    if (options.exposed === false) return;
    Field(type as never, { description, nullable: options.nullable ?? false, ...named(options) })(target, key);
  };
}

const named = ({ name }: Options) => (name === undefined ? {} : { name });

/** The column's default and name, only where there is one: an explicit `undefined` would be written into the DDL. */
const column = ({ default: value, name }: Options) => ({
  ...(value === undefined ? {} : { default: value }),
  ...(name === undefined ? {} : { fieldName: name }),
});

const scalar =
  (columnType: string, graphqlType: () => unknown, more: Dictionary = {}) =>
  (description: string, options: Options = {}): Decorator =>
    both(
      Property({ type: columnType, nullable: options.nullable ?? false, ...column(options), ...more }) as Decorator,
      graphqlType,
      description,
      options,
    );

/** Text of any length the input allows. */
export const Text = scalar('text', () => String);
/** The id of another row without a key to it, because what it names may go. It sorts and compares as ids do. */
export const IdText = scalar('text', () => ID, { collation: 'C' });
export const Mail = scalar('text', () => EmailAddress);
export const Link = scalar('text', () => Url);
/** An instant, to the millisecond. */
export const Time = scalar('datetime', () => DateTime, { length: 3 });
export const Count = scalar('integer', () => Int);
export const Flag = scalar('boolean', () => Boolean);
/** An ISO 8601 length of time, kept as text. */
export const Span = scalar('text', () => Duration);
export const Open = scalar('json', () => Json);

/** A word of a closed list; the column refuses any other. */
export function Word(list: Record<string, string>, description: string, options: Options = {}): Decorator {
  return both(
    Enum({ items: () => list, nullable: options.nullable ?? false, ...column(options) }) as Decorator,
    () => list,
    description,
    options,
  );
}

interface RelationOptions extends Options {
  /** What the database does when the other row goes; by default it refuses. */
  onDelete?: 'cascade' | 'set null' | 'restrict';
}

/** The one row this row points to. */
export function One(entity: () => EntityName<object>, description: string, options: RelationOptions = {}): Decorator {
  return both(
    ManyToOne({
      entity,
      nullable: options.nullable ?? false,
      deleteRule: options.onDelete ?? 'restrict',
      updateRule: 'no action',
    } as never) as Decorator,
    entity,
    description,
    options,
  );
}

/** The rows that point here: few enough to be a plain list. */
export function Many(entity: () => EntityName<object>, mappedBy: string, description: string, options: Options = {}): Decorator {
  return both(OneToMany({ entity, mappedBy } as never) as Decorator, () => [entity()], description, options);
}

/** The rows that belong here, however many: a Relay connection. Which rows they are is declared in the read model. */
export function Paged(
  entity: () => EntityName<object>,
  name: string,
  description: string,
  args: () => object = () => PageArgs,
): Decorator {
  return (target, key) => {
    // type-graphql gives arguments to methods only; the read model replaces what this one would resolve.
    const method = { value: () => undefined };
    // Made now: a type that is first named while the schema is being built comes too late for it.
    const connection = connectionOf(name, entity as never);
    Field(() => connection as never, { description })(target, key, method);
    Args(args as never)(target, key, 0);
  };
}

/** A field that is computed by the read model and stands in no column. */
export function Computed(type: () => unknown, description: string, options: { nullable?: boolean } = {}): Decorator {
  return (target, key) => Field(type as never, { description, nullable: options.nullable ?? false })(target, key);
}

const embedded = new WeakMap<object, Map<string, readonly [property: string, part: string]>>();

/**
 * A part of a row that is an object of its own here, an embeddable: its columns are the row's, and its fields those of the row's type.
 */
export function Embeds(embeddable: ClassType<object>): Decorator {
  return (target, key) => {
    Embedded(() => embeddable, { prefix: false })(target, key);
    const storage = getMetadataStorage();
    const fields = embedded.get(target.constructor) ?? new Map<string, readonly [string, string]>();
    for (const field of storage.fields.filter((one) => one.target === embeddable)) {
      storage.collectClassFieldMetadata({ ...field, name: field.schemaName, target: target.constructor });
      fields.set(field.schemaName, [key, field.name]);
    }
    embedded.set(target.constructor, fields);
  };
}

/** Where a field of an entity stands, if in one of its embeddables: the property that holds it, and its own name in there. */
export function embeddedField(entity: object, field: string): readonly [property: string, part: string] | undefined {
  return embedded.get(entity)?.get(field);
}
