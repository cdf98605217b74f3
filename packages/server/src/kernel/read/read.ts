import { PAGE_MAX, type Connection } from '@gatehouse/schema/shared/connections';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type EntityClass } from '@mikro-orm/core';
import { isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { type ViewerOperation } from '../operation.ts';
import { badInput } from '../refused.ts';
import { collect, descend, namedObject } from './collect.ts';
import { type ListOptions, type Read } from './define-read.ts';
import { execute } from './execute.ts';
import { readNamed, readOf } from './models.ts';
import { pageJson, type PageOf } from './page.ts';
import { visible, within } from './relations.ts';
import { rowJson } from './row-json.ts';
import { Scope, tableOf, type Alias } from './scope.ts';
import { type Row, type Shape } from './shape.ts';
import { and, jsonObject, oneOf, truth } from './sql.ts';
import { withType, withVariants } from './typed-rows.ts';

export { type ListOptions } from './define-read.ts';
export { type Row } from './shape.ts';

/**
 * A page of the rows of an entity that the viewer may see: one statement, whatever was selected.
 * @throws GraphQLError BAD_USER_INPUT for a bad page, filter or order; CURSOR_MISMATCH for a cursor of another list.
 */
export async function connection<E>(
  entity: EntityClass<E>,
  op: ViewerOperation,
  args: ListRequest,
  info: GraphQLResolveInfo,
  options: ListOptions<E> = {},
): Promise<Connection<Row>> {
  const scope = new Scope(op);
  return (await execute(scope, pageJson(listOf(entity, scope, args, info, options)))) as Connection<Row>;
}

/** The rows of an entity that the viewer may see, as a list to be paged through. */
export function listOf<E>(
  entity: EntityClass<E>,
  scope: Scope,
  args: ListRequest,
  info: GraphQLResolveInfo,
  options: ListOptions<E>,
): PageOf {
  const read = readOf(entity as never);
  const type = namedObject(info.returnType);
  if (!type) throw new Error(`${info.fieldName} returns no connection`);
  return {
    scope,
    read,
    args,
    own: options.orderBy,
    search: options.search as never,
    ledBy: options.ledBy as never,
    where: (row) =>
      and(options.implied ? within(row, read) : visible(row, read), options.where ? options.where(row as never) : true),
    selection: collect(type, info.fieldNodes, info),
    rowJson,
    field: `${info.parentType.name}.${info.fieldName}`,
    info,
  };
}

/**
 * One row by its id, or null where there is none that the viewer may see.
 * @param path leads from the field being resolved to the object: `['accessRequest']` through a mutation's payload or an event.
 */
export async function node<E>(
  entity: EntityClass<E>,
  op: ViewerOperation,
  id: string,
  info: GraphQLResolveInfo,
  path: readonly string[] = [],
): Promise<Row | null> {
  const read = readOf(entity as never);
  if (kindOfId(id) !== read.name) return null;
  const scope = new Scope(op);
  return (await execute(scope, rowShape(scope, read, id, placesAt(read, info, path), info))) as Row | null;
}

/** The rows of one entity with these ids that the viewer may see, in the order of the ids, in one statement. */
export async function nodes<E>(
  entity: EntityClass<E>,
  op: ViewerOperation,
  ids: readonly string[],
  info: GraphQLResolveInfo,
  path: readonly string[] = [],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const read = readOf(entity as never);
  const rows = await rowsById(op, read, ids, placesAt(read, info, path), info);
  return [...new Set(ids)].map((id) => rows.get(id)).filter((row) => row !== undefined);
}

/** Any object by its id: the type follows from the prefix. Null where there is none that the viewer may see. */
export async function anyNode(op: ViewerOperation, id: string, info: GraphQLResolveInfo): Promise<Row | null> {
  const [row] = await anyNodes(op, [id], info);
  return row ?? null;
}

/**
 * Several objects by their ids, in the order of the ids, null for each that is not to be seen. One statement for each kind,
 * one after another: planning one per id takes longer than reading it.
 * @throws GraphQLError BAD_USER_INPUT for more than 100 ids.
 */
export async function anyNodes(op: ViewerOperation, ids: readonly string[], info: GraphQLResolveInfo): Promise<(Row | null)[]> {
  if (ids.length > PAGE_MAX) throw badInput(`At most ${PAGE_MAX} ids at once; these are ${ids.length}.`);
  const found = new Map<string, Row>();
  for (const [read, some] of byKind(ids, info)) {
    const places = [{ key: '', type: typeNamed(read, info), nodes: info.fieldNodes }];
    for (const [id, row] of await rowsById(op, read, some, places, info)) found.set(id, row);
  }
  return ids.map((id) => found.get(id) ?? null);
}

/** Ids of what can be asked for by its id, by their kind; each once. */
function byKind(ids: readonly string[], info: GraphQLResolveInfo): Map<Read, string[]> {
  const kinds = new Map<Read, string[]>();
  for (const id of new Set(ids)) {
    const kind = kindOfId(id);
    const read = kind && readNamed(kind);
    if (read && isNode(info, read)) kinds.set(read, [...(kinds.get(read) ?? []), id]);
  }
  return kinds;
}

interface Place {
  key: string;
  type: GraphQLObjectType;
  nodes: readonly FieldNode[];
}

function placesAt(read: Read, info: GraphQLResolveInfo, path: readonly string[]): Place[] {
  const type = typeNamed(read, info);
  return descend(info, path).map(({ keys, nodes: fields }) => ({ key: keys.at(-1) ?? '', type, nodes: fields }));
}

/** One row by its id, or null. */
function rowShape(scope: Scope, read: Read, id: string, places: readonly Place[], info: GraphQLResolveInfo): Shape {
  const t = scope.alias(read.entity);
  const { json, finish } = markedJson(t, read, places, info);
  const condition = and(sql`${t('id' as never)} = ${id}`, visibleById(t, read));
  return { json: sql`(select ${json} from ${tableOf(t)} where ${truth(condition)})`, finish };
}

/** Rows by their ids, as far as the viewer sees them. */
async function rowsById(
  op: ViewerOperation,
  read: Read,
  ids: readonly string[],
  places: readonly Place[],
  info: GraphQLResolveInfo,
): Promise<Map<string, Row>> {
  const t = new Scope(op).alias(read.entity);
  const { json, finish } = markedJson(t, read, places, info);
  const id = t('id' as never);
  const condition = and(oneOf(id, ids), visibleById(t, read));
  const pairs = sql`coalesce(json_agg(json_build_array(${id}, ${json})), '[]'::json)`;
  const shape = {
    json: sql`(select ${pairs} from ${tableOf(t)} where ${truth(condition)})`,
    finish: (rows: [string, Row][]) => rows.map(([key, row]) => [key, finish ? finish(row as never) : row]),
  };
  return new Map((await execute(t.scope, shape)) as [string, Row][]);
}

const visibleById = (t: Alias, read: Read) => t.scope.byId(() => visible(t, read));

/** A row, once for every place that asks for it, marked with its type. */
function markedJson(t: Alias, read: Read, places: readonly Place[], info: GraphQLResolveInfo): Shape {
  const shapes = places.map(({ type, nodes }) => rowJson(t, read, collect(type, nodes, info), info));
  const [only] = shapes;
  const single = shapes.length === 1 && only;
  const json = single ? only.json : jsonObject(shapes.map((shape, at) => [`v${at}`, shape.json]));
  const variants = (rows: Row) =>
    withVariants(places.map(({ key }, at) => [key, finished(shapes[at], rows[`v${at}`] as Row) ?? {}]));
  return {
    json,
    finish: (row: Row | null) => row && withType(single ? (finished(only, row) ?? row) : variants(row), read.name),
  };
}

function finished(shape: Shape | undefined, row: Row | null): Row | null {
  return shape?.finish && row ? (shape.finish(row as never) as Row) : row;
}

/** The object type of the rows of an entity. */
export function typeNamed(read: Read, info: GraphQLResolveInfo): GraphQLObjectType {
  const type = info.schema.getType(read.name);
  if (!isObjectType(type)) throw new Error(`${read.name} is no object type`);
  return type;
}

function isNode(info: GraphQLResolveInfo, read: Read): boolean {
  const type = info.schema.getType(read.name);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}
