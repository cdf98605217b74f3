import { isAbstractType, isObjectType, type GraphQLAbstractType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { readNamed } from './models.ts';
import { type Row } from './shape.ts';
import { typeOfRow, valueIn } from './typed-rows.ts';

const OF_LISTS = /(Connection|Edge)$|^PageInfo$/;

const fromRow: GraphQLFieldResolver<Row, unknown> = (source, _args, _context, info) => valueIn(source, info);

/**
 * Has every field of every type that is read through `read/` answered from the row, under the key the client gave it.
 * After this no field of such a type can ask the database.
 * @throws where a resolver was written for such a field: it would never be asked
 */
export function bindReads(schema: GraphQLSchema): void {
  demandNoResolvers();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) resolveByRow(type);
    if (!isObjectType(type) || !(readNamed(type.name) || OF_LISTS.test(type.name))) continue;
    // Rows are plain objects, never instances of their classes.
    type.isTypeOf = null;
    for (const field of Object.values(type.getFields())) field.resolve = fromRow;
  }
}

/** A field of a row is a column or a rule of its read model. */
function demandNoResolvers(): void {
  const fields = getMetadataStorage().fieldResolvers.filter(({ kind }) => kind === 'external');
  const strays = fields.flatMap(({ target, methodName, getObjectType }) => {
    const type = (getObjectType?.() as { name?: string } | undefined)?.name ?? '';
    return readNamed(type) ? [`${target.name}.${methodName} for ${type}`] : [];
  });
  if (strays.length > 0)
    throw new Error(
      `Fields of rows are read, so these resolvers would never run; give the read model a rule: ${strays.join(', ')}`,
    );
}

/** A row that was read says itself of which type it is; anything else is asked as before. */
function resolveByRow(type: GraphQLAbstractType): void {
  const before = type.resolveType;
  type.resolveType = (value, ...rest) => typeOfRow(value) ?? before?.(value, ...rest);
}
