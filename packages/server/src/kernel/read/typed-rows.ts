import { type GraphQLResolveInfo } from 'graphql';
import { type Row } from './shape.ts';

/** The type of a row that stands where the schema says an interface. */
const TYPE = Symbol('type of row');
/** The same row as several keys of its parent ask for it. */
const VARIANTS = Symbol('row by key');

/** Marks a row with the name of its type. */
export function withType(row: Row, name: string): Row {
  return Object.assign(row, { [TYPE]: name });
}

/** The name a row was marked with. */
export function typeOfRow(row: unknown): string | undefined {
  return (row as { [TYPE]?: string } | null)?.[TYPE];
}

/** One object that stands under several keys of a payload and is asked for something else under each. */
export function withVariants(variants: readonly (readonly [string, Row])[]): Row {
  return { [VARIANTS]: new Map(variants) } as unknown as Row;
}

/** The value of the field being resolved, from a row that was read. */
export function valueIn(source: Row, info: GraphQLResolveInfo): unknown {
  const variants = (source as unknown as { [VARIANTS]?: Map<string, Row> })[VARIANTS];
  const row = variants ? (variants.get(parentKey(info)) ?? {}) : source;
  const { key } = info.path;
  return key in row ? row[key] : row[info.fieldName];
}

/** The key under which the object stands whose field is being resolved. */
function parentKey(info: GraphQLResolveInfo): string {
  let at = info.path.prev;
  while (at && typeof at.key === 'number') at = at.prev;
  return String(at?.key ?? '');
}
