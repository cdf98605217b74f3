/** A condition for "is this text, upper and lower case alike": ILIKE with nothing in it taken for a wildcard. */
export function likeExactly(text: string): { $ilike: string } {
  return { $ilike: text.replace(/[\\%_]/g, '\\$&') };
}
