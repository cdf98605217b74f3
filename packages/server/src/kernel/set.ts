/**
 * Changes properties of a row. Unlike `Object.assign` it takes none that the row does not have, and no value that is not of its type.
 */
export function set<E extends object, K extends keyof E>(row: E, values: Readonly<Pick<E, K>>): void {
  Object.assign(row, values);
}
