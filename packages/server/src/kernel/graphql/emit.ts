import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';

const HEAD = `# The API of Gatehouse, written from the code by \`npm run cli -- schema emit\`. A test fails where the two differ.\n\n`;

/** The schema as its committed text: sorted, with descriptions. */
export function emitSchema(schema: GraphQLSchema): string {
  return `${HEAD}${printSchema(lexicographicSortSchema(schema))}\n`;
}
