import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';

/** The name of a field with its type, such as `User.region`. */
export type FieldName = `${string}.${string}`;

/** What carries the answer of a change, of a live event or of a page, and what a refusal says: nobody reads it by itself. */
const CARRIER = /(Payload|Error|Event|Connection|Edge)$|^(Query|Mutation|Subscription|PageInfo|Warning)$/;

/** What every page is made of: the fields of a Connection and an Edge that say nothing of their own. */
const PAGE = new Set(['nodes', 'edges', 'pageInfo', 'totalCount', 'node', 'cursor']);

/** Is it only there to carry what others say? `AuditEvent` is no event of a feed. */
export function isCarrier(type: GraphQLNamedType): boolean {
  return CARRIER.test(type.name) && !isNode(type);
}

/** Every field of every object type of the schema, but root fields, which have rows of their own, and plain pages. */
export function allFields(): FieldName[] {
  const types = Object.values(gatehouseSchema().getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !/^(__|Query$|Mutation$|Subscription$)/.test(type.name),
  );
  return types.flatMap((type) =>
    Object.keys(type.getFields())
      .filter((name) => !(/(Connection|Edge)$/.test(type.name) && PAGE.has(name)))
      .map((name): FieldName => `${type.name}.${name}`),
  );
}

/** The fields that something can be read in: all but those of carriers. */
export function readableFields(): FieldName[] {
  return allFields().filter((field) => !isCarrier(gatehouseSchema().getType(field.split('.')[0]!)!));
}

function isNode(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

/**
 * Everything an object says: plain values; what it consists of, whole; what it leads to, which is asked for in its own right,
 * by its id; of a page, how many there are, and its rows where nothing else leads to them.
 */
export function everythingOf(type: GraphQLObjectType, within: readonly string[] = []): string {
  const inside = [...within, type.name];
  const selected = Object.values(type.getFields()).map(({ name, type: of }) => {
    const inner = getNamedType(of);
    if (isLeafType(inner)) return name;
    if (isUnionType(inner)) {
      const each = inner.getTypes().map((one) => `... on ${one.name} ${everythingOf(one, inside)}`);
      return `${name} { __typename ${each.join(' ')} }`;
    }
    if (!isObjectType(inner) || inside.includes(inner.name)) return `${name} { __typename }`;
    const rows = rowsOf(inner);
    if (rows) return `${name} { totalCount nodes ${everythingOf(rows, inside)} }`;
    if (inner.getFields().totalCount) return `${name} { totalCount }`;
    return isNode(inner) ? `${name} { id }` : `${name} ${everythingOf(inner, inside)}`;
  });
  return `{ ${selected.join(' ')} }`;
}

/** The fields of an object, and of what it consists of, that say something. */
export function saidBy(type: GraphQLObjectType, object: object): Set<FieldName> {
  const said = new Set<FieldName>();
  for (const [name, value] of Object.entries(object)) {
    if (isEmpty(value)) continue;
    said.add(`${type.name}.${name}`);
    const page = getNamedType(type.getFields()[name]!.type);
    const rows = rowsOf(page);
    const inner = rows ?? page;
    if (isNode(inner) || isCarrier(inner)) continue;
    for (const one of rows ? (value as { nodes: object[] }).nodes : [value].flat()) {
      const { __typename, ...fields } = one as { __typename?: string };
      const of = isUnionType(inner) ? gatehouseSchema().getType(__typename!) : inner;
      if (isObjectType(of)) for (const field of saidBy(of, fields)) said.add(field);
    }
  }
  return said;
}

/** What the rows of a page are, where they are no objects in their own right: nothing else leads to those. */
function rowsOf(page: GraphQLNamedType): GraphQLObjectType | null {
  const nodes = isObjectType(page) && isCarrier(page) ? page.getFields().nodes : undefined;
  const row = nodes && getNamedType(nodes.type);
  return isObjectType(row) && !isNode(row) ? row : null;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value !== 'object') return false;
  return 'totalCount' in value ? value.totalCount === 0 : Object.keys(value).length === 0;
}

/** Every type that `node` may answer. */
export function nodeTypes(): GraphQLObjectType[] {
  const schema = gatehouseSchema();
  const node = schema.getType('Node');
  return isInterfaceType(node) ? [...schema.getPossibleTypes(node)] : [];
}
