import type { OperationResult } from 'urql';

/** Did an answer fail on its way, rather than be refused by the server? */
export function isUnreached(result: OperationResult): boolean {
  return result.error?.networkError !== undefined && result.error.response === undefined;
}

/**
 * What is shown stays while the line is down: a question asked again that did not reach the server gets the answer it had
 * before, and the notice about the connection says that it may be old. A question without an answer yet fails as it is.
 */
export function keepShown(): (result: OperationResult) => OperationResult {
  const shown = new Map<number, unknown>();
  return (result) => {
    const { kind, key } = result.operation;
    if (kind !== 'query') return result;
    if (isUnreached(result)) return shown.has(key) ? { ...result, data: shown.get(key), error: undefined } : result;
    if (result.data) shown.set(key, result.data);
    return result;
  };
}
