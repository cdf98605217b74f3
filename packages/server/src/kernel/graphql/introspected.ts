import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

const averages = new WeakMap<GraphQLSchema, Readonly<Record<string, number>>>();

/** How many items a list of an introspection has on average, over all types of the schema; 1 where that is not known. */
export function introspected(schema: GraphQLSchema, list: string): number {
  const known = averages.get(schema) ?? averagesOf(schema);
  averages.set(schema, known);
  return known[list] ?? 1;
}

function averagesOf(schema: GraphQLSchema): Record<string, number> {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []));
  const sum = (count: (type: (typeof types)[number]) => number) => types.reduce((all, type) => all + count(type), 0);
  return {
    types: types.length,
    fields: fields.length / types.length,
    args: fields.reduce((all, field) => all + field.args.length, 0) / fields.length,
    inputFields: sum((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)) / types.length,
    enumValues: sum((type) => (isEnumType(type) ? type.getValues().length : 0)) / types.length,
    directives: schema.getDirectives().length,
  };
}
