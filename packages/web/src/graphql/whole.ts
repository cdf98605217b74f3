import type { OperationResult } from 'urql';

/**
 * An answer of which a root field is missing because of an error is that error and nothing else: a page shows what it asked
 * for, or why it cannot. (Scripts that do several things in one document read what there is.)
 */
export function whole(result: OperationResult): OperationResult {
  const data = result.data as Record<string, unknown> | null | undefined;
  const missing = data && result.error?.graphQLErrors.some(({ path }) => path !== undefined && data[path[0]!] === null);
  return missing ? { ...result, data: undefined } : result;
}
