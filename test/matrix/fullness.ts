/** How much each field of an object said: 0 for nothing, the number of entries of a list, 1 for any other value. */
export type Fullness = Record<string, number>;

/** How full an object is; of several, the fullest of each field. */
export function fullnessOf(...objects: readonly object[]): Fullness {
  const most: Fullness = {};
  for (const object of objects) {
    for (const [field, value] of Object.entries(object)) most[field] = Math.max(most[field] ?? 0, entriesOf(value));
  }
  return most;
}

function entriesOf(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object') return 1;
  if ('totalCount' in value) return value.totalCount as number;
  return Object.keys(value).length === 0 ? 0 : 1;
}

/**
 * What somebody does not get to see of an object that others see more of: `:` and the fields, by name. A word that is no
 * object (not seen at all, refused) stays what it is.
 */
export function withheldFrom(seen: Fullness | string, most: Fullness): string {
  if (typeof seen === 'string') return seen;
  return `:${Object.keys(most)
    .filter((field) => (seen[field] ?? 0) < most[field]!)
    .sort()
    .join(' ')}`;
}
