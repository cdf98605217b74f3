import { getNullableType, type GraphQLSchema } from 'graphql';

/**
 * Makes every field of the roots nullable, whatever its resolver promises, so that one that is refused is null by itself
 * and its neighbours keep their answers (api §3 "Errors"). A subscription has one field only, and stays as it is.
 */
export function nullableRoots(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) field.type = getNullableType(field.type);
  }
}
