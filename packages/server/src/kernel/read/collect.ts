import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** One field a client asked for: its key in the answer, and every place in the document that asks for it. */
export interface Asked {
  key: string;
  name: string;
  /** Null for `__typename`, which graphql-js answers by itself. */
  field: GraphQLField<unknown, unknown> | null;
  nodes: FieldNode[];
}

/** What was asked of one type, in the order of the document. */
export type Selection = ReadonlyMap<string, Asked>;

/** The fields asked of `type` by these places: fragments opened, `@skip` and `@include` obeyed, equal keys merged. */
export function collect(type: GraphQLObjectType, nodes: readonly FieldNode[], info: GraphQLResolveInfo): Selection {
  const found = new Map<string, Asked>();
  const opened = new Set<string>();
  for (const { selectionSet } of nodes) if (selectionSet) open(type, selectionSet, info, found, opened);
  return found;
}

function open(
  type: GraphQLObjectType,
  set: SelectionSetNode,
  info: GraphQLResolveInfo,
  found: Map<string, Asked>,
  opened: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === 'Field') {
      take(type, selection, found);
    } else if (selection.kind === 'InlineFragment') {
      if (fits(type, selection.typeCondition?.name.value, info)) open(type, selection.selectionSet, info, found, opened);
    } else {
      const fragment = info.fragments[selection.name.value];
      if (!fragment || opened.has(selection.name.value)) continue;
      opened.add(selection.name.value);
      if (fits(type, fragment.typeCondition.name.value, info)) open(type, fragment.selectionSet, info, found, opened);
    }
  }
}

function take(type: GraphQLObjectType, node: FieldNode, found: Map<string, Asked>): void {
  const key = node.alias?.value ?? node.name.value;
  const known = found.get(key);
  if (known) known.nodes.push(node);
  else found.set(key, { key, name: node.name.value, field: type.getFields()[node.name.value] ?? null, nodes: [node] });
}

function isIncluded(node: SelectionNode, info: GraphQLResolveInfo): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if !== false;
}

/** Does a fragment on `condition` speak of `type`? */
function fits(type: GraphQLObjectType, condition: string | undefined, info: GraphQLResolveInfo): boolean {
  if (!condition || condition === type.name) return true;
  const other = info.schema.getType(condition);
  return isAbstractType(other) && info.schema.isSubType(other, type);
}

/** The arguments of an asked field, from literals, variables and defaults. */
export function argumentsOf(asked: Asked, info: GraphQLResolveInfo): Record<string, unknown> {
  const [first] = asked.nodes;
  return asked.field && first ? getArgumentValues(asked.field, first, info.variableValues) : {};
}

/**
 * Follows the names of `path` down from the field being resolved: through a mutation's payload or an event to the object in it.
 * The same object may be asked for under several keys; each comes with its own places.
 */
export function descend(
  info: GraphQLResolveInfo,
  path: readonly string[],
): { keys: readonly string[]; type: GraphQLObjectType | null; nodes: FieldNode[] }[] {
  let level = [{ keys: [] as readonly string[], type: namedObject(info.returnType), nodes: [...info.fieldNodes] }];
  for (const name of path) {
    level = level.flatMap(({ keys, type, nodes }) => {
      if (!type) return [];
      return [...collect(type, nodes, info).values()]
        .filter((asked) => asked.name === name && asked.field)
        .map((asked) => ({ keys: [...keys, asked.key], type: namedObject(asked.field?.type), nodes: asked.nodes }));
    });
  }
  return level;
}

/** The object type inside lists and non-nulls, or null where it is none. */
export function namedObject(type: unknown): GraphQLObjectType | null {
  let inner = type as { ofType?: unknown };
  while (inner?.ofType) inner = inner.ofType as { ofType?: unknown };
  return isObjectType(inner) ? inner : null;
}
