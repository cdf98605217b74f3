import { ordersThrough } from '@gatehouse/schema/shared/orders';
import { PAGE_DEFAULT } from '@gatehouse/schema/shared/connections';
import {
  getNamedType,
  isInputObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { type Variables } from './variables.ts';

/** What it costs, in objects, to look at other rows for each row of a list: in a filter, and in an order. As much as a page of them. */
const THROUGH = PAGE_DEFAULT;
/** A filter of other rows; not that of a list, which has three of them. */
const LOOKS = /(?<!^Attribute|List)Filter$/;
const GROUPS = new Set(['and', 'or', 'not']);

/**
 * What choosing and sorting the rows of a list costs, in objects: a comparison counts as one, and as many as a page where other rows
 * are looked at for it. A nested list is counted as often as its parents are many.
 */
export function listCost(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number {
  return field.args.reduce((sum, { name, type }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!given) return sum;
    const value: unknown = valueFromASTUntyped(given, variables);
    if (name === 'filter') return sum + filterCost(type, value);
    return name === 'orderBy' ? sum + orderCost(type, value) : sum;
  }, 0);
}

/** Whatever its shape: it is checked against its type only when it is used. */
function filterCost(type: GraphQLInputType, value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + filterCost(type, one), 0);
  const input = getNamedType(type);
  if (typeof value !== 'object' || !isInputObjectType(input)) return 1;
  const fields = input.getFields();
  return Object.entries(value).reduce((sum, [key, said]) => {
    const inner = fields[key]?.type;
    if (!inner) return sum + 1;
    const looks = !GROUPS.has(key) && LOOKS.test(getNamedType(inner).name);
    return sum + (looks ? THROUGH : 0) + filterCost(inner, said);
  }, 0);
}

function orderCost(type: GraphQLInputType, value: unknown): number {
  const name = getNamedType(type).name;
  const steps = (Array.isArray(value) ? value : [value]) as ({ field?: unknown } | null)[];
  return steps.filter((step) => ordersThrough(`${name}Field`, String(step?.field))).length * THROUGH;
}
