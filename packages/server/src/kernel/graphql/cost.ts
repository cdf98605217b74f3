import { PAGE_DEFAULT, PAGE_MAX } from '@gatehouse/schema/shared/connections';
import { TOKEN_SCOPES } from '@gatehouse/schema/rules/token-scope';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Viewer } from '../authz/viewer.ts';
import { tooComplex } from './errors.ts';
import { introspected } from './introspected.ts';
import { LIMITS } from './limits.ts';
import { listCost } from './list-cost.ts';
import { type Variables } from './variables.ts';

/** What can be introspected at a root; graphql-js adds them to none of them. */
const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));
/** What is introspected is answered by this process alone, while everybody else waits: it counts as so many objects. */
const INTROSPECTED = 2;
/** What a plain value costs, in objects: they are written and sent too, and a client can ask for one under many names. */
const VALUE = 0.25;
/** How many rows a plain list is taken to have. Plain lists are short by design: what may be long is a connection. */
const LIST_ESTIMATE = 5;

/**
 * The most objects the answer to an operation could have: a connection counts as many as its page asks for, a plain list a
 * few (or as many as ids are named), every object in them as often as its list is long, and what chooses and sorts its rows beside them. A plain value counts a quarter. In
 * an introspection a list counts twice as many as such lists have on average, and what is no list counts nothing.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const estimate = new Estimate(schema, document, { ...defaultsOf(operation), ...variables });
  return Math.ceil(estimate.ofSelections(root, operation.selectionSet));
}

function defaultsOf(operation: OperationDefinitionNode): Record<string, unknown> {
  const defaults = operation.variableDefinitions?.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return Object.fromEntries(defaults ?? []);
}

class Estimate {
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, number>();

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
  }

  ofSelections(type: GraphQLNamedType, set: SelectionSetNode): number {
    return set.selections.reduce((sum, one) => {
      if (one.kind === Kind.FIELD) return sum + this.#ofField(type, one);
      if (one.kind === Kind.INLINE_FRAGMENT)
        return sum + this.ofSelections(this.#typeNamed(one.typeCondition?.name.value) ?? type, one.selectionSet);
      return sum + this.#ofFragment(one.name.value);
    }, 0);
  }

  #ofFragment(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const definition = this.#fragments.get(name);
    const type = this.#typeNamed(definition?.typeCondition.name.value);
    const cost = definition && type ? this.ofSelections(type, definition.selectionSet) : 0;
    this.#known.set(name, cost);
    return cost;
  }

  #ofField(parent: GraphQLNamedType, node: FieldNode): number {
    if (!node.selectionSet) return parent.name.startsWith('__') ? 0 : VALUE;
    if (!(isObjectType(parent) || isAbstractType(parent))) return 0;
    const own = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const field = own ?? META_FIELDS.get(node.name.value);
    const type = field && getNamedType(field.type);
    if (!field || !isCompositeType(type)) return 0;
    const inner = this.ofSelections(type, node.selectionSet);
    if (type.name.startsWith('__'))
      return isListType(getNullableType(field.type))
        ? introspected(this.#schema, node.name.value) * (INTROSPECTED + inner)
        : inner;
    if (type.name.endsWith('Connection')) return 1 + listCost(field, node, this.#variables) + this.#pageSize(node) * inner;
    // The rows of a connection are counted by the connection.
    if (parent.name.endsWith('Connection')) return 1 + inner;
    return isListType(getNullableType(field.type)) ? this.#listSize(node) * (1 + inner) : 1 + inner;
  }

  /** A list of what is named by its ids is as long as they are. */
  #listSize(node: FieldNode): number {
    const ids = node.arguments?.find((argument) => argument.name.value === 'ids')?.value;
    if (ids?.kind === Kind.LIST) return ids.values.length;
    const given = ids?.kind === Kind.VARIABLE ? this.#variables?.[ids.name.value] : undefined;
    return Array.isArray(given) ? given.length : LIST_ESTIMATE;
  }

  #pageSize(node: FieldNode): number {
    const asked = [this.#numberAt(node, 'first'), this.#numberAt(node, 'last')].filter((size) => size !== null);
    return asked.length === 0 ? PAGE_DEFAULT : Math.min(Math.max(...asked, 1), PAGE_MAX);
  }

  #numberAt(node: FieldNode, name: string): number | null {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return null;
    const given = this.#variables?.[value.name.value];
    return typeof given === 'number' ? given : null;
  }

  #typeNamed(name: string | undefined): GraphQLNamedType | null {
    return (name && this.#schema.getType(name)) || null;
  }
}

/** What a document costs, as `extensions.cost` of its answer tells it. */
export interface Cost {
  /** Objects that its answer could have. */
  requested: number;
  limit: number;
  /** How much more it could have asked for; 0 where it asks for too much. */
  left: number;
}

/** How much an operation of this viewer may cost: a token of a reporting tool more than everybody else. */
export function costLimit(viewer: Viewer | null): number {
  return LIMITS.cost * TOKEN_SCOPES[viewer?.tokenScope ?? 'READ'].cost;
}

/** Measures an operation against the limit of whoever sent it. */
export function measuredCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  viewer: Viewer | null,
): Cost {
  const requested = costOf(schema, document, operation, variables);
  const limit = costLimit(viewer);
  return { requested, limit, left: Math.max(0, limit - requested) };
}

/** Refuses an operation whose answer could have too many objects; null where it is fine. */
export function tooCostly({ requested, limit }: Cost): GraphQLError | null {
  if (requested <= limit) return null;
  return tooComplex('COST', `The answer could have ${requested} objects; at most ${limit} are allowed. Ask for smaller pages.`);
}
