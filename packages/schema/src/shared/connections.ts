import 'reflect-metadata';
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';

/** Rows per page where nobody says, and at most. */
export const PAGE_DEFAULT = 25;
export const PAGE_MAX = 100;

/** Relay's page arguments. Forward with `first`/`after`, backward with `last`/`before`; not both. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows, from the start or after \`after\`: 1 to ${PAGE_MAX}, ${PAGE_DEFAULT} where nothing is said.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to go on from.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `How many rows, from the end or before \`before\`: 1 to ${PAGE_MAX}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor to go back from.' })
  before?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Is there a row after this page?' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Is there a row before this page?' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of this page.' })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

const built = new Map<string, ClassType>();

/** The connection type `<Name>Connection` of an object type, made once. */
export function connectionOf(name: string, entity: () => ClassType): ClassType<Connection<unknown>> {
  const known = built.get(name);
  if (known) return known as ClassType<Connection<unknown>>;

  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with the cursor of its place.` })
  class EdgeOf {
    @Field(() => String, { description: 'The place of this row in the list, good for `after` and `before`.' })
    cursor!: string;

    @Field(() => entity(), { description: 'The row.' })
    node!: unknown;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} rows.` })
  class ConnectionOf {
    @Field(() => [EdgeOf], { description: 'The rows with their cursors.' })
    edges!: EdgeOf[];

    @Field(() => [entity()], { description: 'The rows alone.' })
    nodes!: unknown[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many rows the whole list has; counted only when asked for.' })
    totalCount!: number;
  }
  built.set(name, ConnectionOf);
  return ConnectionOf as ClassType<Connection<unknown>>;
}
